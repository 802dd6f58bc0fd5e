using Ml.Gan.Networks;
using Ml.Gan.Training;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>Translator of a system, with the average of its weights.</summary>
internal sealed class TrainedTranslator : IDisposable
{
    private readonly Layer? _averaged;
    private readonly Ema? _average;

    /// <param name="name">Name in files.</param>
    /// <param name="options">Resolved options.</param>
    /// <param name="design">Shapes of what it takes and gives in training.</param>
    /// <param name="network">The network that learns; it is owned from then on.</param>
    /// <param name="create">Creates the same network untrained once more, for the average.</param>
    public TrainedTranslator(
        string name, TranslationOptions options, TranslatorDesign design, Layer network, Func<Layer> create)
    {
        (Design, Network) = (design, network);
        if (options.EmaDecay > 0)
        {
            _averaged = create();
            _average = new Ema(Network, _averaged, options.EmaDecay);
        }
        Named = new NamedNetwork(name, Network, _average);
    }

    public TranslatorDesign Design { get; }

    /// <summary>The network that learns.</summary>
    public Layer Network { get; }

    public NamedNetwork Named { get; }

    /// <summary>The network that translates when it is used: the average where there is one.</summary>
    public Layer Sampled => _averaged ?? Network;

    /// <summary>Weights and running statistics of <see cref="Sampled"/>, by their names in files.</summary>
    public IEnumerable<(string Name, Tensor Value)> SampledStates => NetworkWeights.States(
        _averaged is null ? Named.Name : NetworkWeights.AverageOf(Named.Name), Sampled);

    /// <summary>What the network makes of images, (N, C, H, W).</summary>
    public Tensor Translate(Tensor images) => Network.call(images);

    public void Dispose()
    {
        Network.Dispose();
        _average?.Dispose();
    }
}
