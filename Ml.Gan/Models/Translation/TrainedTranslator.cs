using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>Translator of a system, with the average of its weights.</summary>
/// <param name="name">Name in files.</param>
/// <param name="options">Resolved options.</param>
/// <param name="design">Shapes of what it takes and gives in training.</param>
/// <param name="network">The network that learns; it is owned from then on.</param>
/// <param name="create">Creates the same network untrained once more, for the average.</param>
internal sealed class TrainedTranslator(
    string name, TranslationOptions options, TranslatorDesign design, Layer network, Func<Layer> create)
    : TrainedNetwork<Layer>(name, network, create, options.EmaDecay)
{
    public TranslatorDesign Design => design;

    /// <summary>What the network makes of images, (N, C, H, W).</summary>
    public Tensor Translate(Tensor images) => Network.call(images);
}
