namespace Ml.Gan.Models;

/// <summary>What a captioner is trained by.</summary>
public enum CaptionObjective
{
    /// <summary>
    /// The likelihood of captions alone, word by word after the true words before (G-MLE of Dai et al., 2017).
    /// </summary>
    MaximumLikelihood,

    /// <summary>
    /// An evaluator (G-GAN), through captions of which each word is chosen by a Gumbel-softmax (Jang, Gu and Poole,
    /// 2017; Maddison, Mnih and Teh, 2017), after a part of the training by likelihood.
    /// </summary>
    Gumbel,

    /// <summary>
    /// An evaluator (G-GAN), by policy gradient: words are rewarded by the scores of captions that go on from them
    /// (Dai et al., 2017), after a part of the training by likelihood.
    /// </summary>
    PolicyGradient,
}

/// <summary>Names of objectives of captioners.</summary>
internal static class CaptionObjectives
{
    /// <summary>Name on the command line and in files.</summary>
    public static string Name(this CaptionObjective objective) => objective switch
    {
        CaptionObjective.MaximumLikelihood => "mle",
        CaptionObjective.Gumbel => "gumbel",
        _ => "policy-gradient",
    };
}
