namespace Ml.Gan.Cli.Commands;

/// <summary>What goes with any objective, by the option of <c>train</c> that asks for it.</summary>
internal static class RegularizationEntries
{
    public static readonly IReadOnlyList<CatalogEntry> All =
    [
        new("--weight-decay", null, "an L2 penalty on the discriminator's weights, in its optimiser", null),
        new("--dropout", null, "hidden activations of the discriminator that are dropped at random", "Srivastava et al., 2014"),
        new("--label-smoothing", null, "a softer label of real images; minimax and non-saturating", "Salimans et al., 2016"),
        new("--spectral-norm", null, "the discriminator's weights divided by their largest singular values", "Miyato et al., 2018"),
        new("--weight-clip", null, "bounded weights, for critics", "Arjovsky, Chintala and Bottou, 2017"),
        new("--clip-grad-norm", null, "gradients of both networks scaled down to a norm", "Pascanu, Mikolov and Bengio, 2013"),
        new("--instance-noise", null, "noise on what the discriminator sees, falling to none", "Sønderby et al., 2017"),
        new("--diff-augment", null, "every image that the discriminator sees changed at random", "Zhao et al., 2020"),
        new("--ada", null, "images changed with a probability that follows the overfitting; objectives with logits", "Karras et al., 2020"),
        new("--minibatch stddev", null, "how much the batch varies, told to the discriminator", "Karras et al., 2018"),
        new("--minibatch discrimination", null, "how close an image is to the others of its batch; not with gradient penalties", "Salimans et al., 2016"),
        new("--packing", null, "images judged in packs, which shows missing modes", "PacGAN: Lin et al., 2018"),
        new("--disc-steps", null, "discriminator steps per generator step", "Goodfellow et al., 2014"),
        new("--disc-learning-rate", null, "two time-scales of learning", "TTUR: Heusel et al., 2017"),
        new("--linear-decay", null, "step sizes that fall linearly to 0 after a part of the training", null),
        new("--ema", null, "the generator's weights averaged over time; 0.999 by default", "Yazıcı et al., 2019"),
        new("--patience", null, "a training that stops when a metric gets no better, and keeps the best weights", null),
    ];
}
