using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Q network (InfoGAN: Chen et al., 2016): recognizes the codes of generated samples from the discriminator's last
/// hidden layer. Its log-likelihood of the true codes bounds, up to a constant, the information that codes and samples
/// share from below.
/// </summary>
/// <remarks>
/// Its hidden layer is batch-normalized as in the paper; without that, codes take hold later. Categorical codes are
/// distributed as a softmax says, continuous ones normally around the recognized mean with variance 1.
/// </remarks>
internal sealed class QNetwork : nn.Module<Tensor, Tensor>
{
    private const int Hidden = 128;

    private readonly LatentCodes _codes;
    private readonly LayerSequence _layers;

    public QNetwork(LatentCodes codes, int features, ParameterFactory parameters)
        : base("recognition")
    {
        _codes = codes;
        _layers = new LayerSequence(
            "layers",
            [
                new Linear(features, Hidden, parameters, bias: false),
                new BatchNorm(Hidden, parameters),
                new LeakyRelu(),
                new Linear(Hidden, codes.Size, parameters),
            ]);
        register_module("layers", _layers);
    }

    /// <summary>D's features, (N, F), to logits and means, (N, size of the codes).</summary>
    public override Tensor forward(Tensor features) => MixedPrecision.Exact(_layers.call(features));

    /// <summary>−log Q(c | x), weighted and without its constant: the mean over a batch.</summary>
    /// <param name="features">D's features, (N, F).</param>
    /// <param name="codes">The true codes, (N, size of the codes).</param>
    public Tensor Loss(Tensor features, Tensor codes)
    {
        var recognized = call(features);
        var loss = torch.zeros([], features.dtype, features.device);
        int start = 0;
        foreach (int categories in _codes.Categorical)
        {
            var logProbabilities = nn.functional.log_softmax(recognized.narrow(1, start, categories), 1);
            loss = loss - (logProbabilities * codes.narrow(1, start, categories)).sum([1]).mean() * _codes.Weight;
            start += categories;
        }
        if (_codes.Continuous == 0)
            return loss;
        var error = recognized.narrow(1, start, _codes.Continuous) - codes.narrow(1, start, _codes.Continuous);
        return loss + error.square().sum([1]).mean() * (0.5 * _codes.ContinuousWeight);
    }
}
