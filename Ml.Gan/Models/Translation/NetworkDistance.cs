using Ml.Gan.Metrics;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>
/// Distance of images in the hidden layers of a network that learns no more (Johnson et al., 2016): at each place of a
/// layer the squared distance between the directions of its channels (Zhang et al., 2018), its mean over the places,
/// and over the last layer of each size.
/// </summary>
internal sealed class NetworkDistance : IDisposable
{
    private const double Epsilon = 1e-10;

    private readonly FixedNetwork _network;
    private readonly PixelNormalization _pixels;

    /// <exception cref="GanException">The file can't be read, or isn't such a network.</exception>
    public NetworkDistance(NetworkPerceptualLoss loss, Device device)
    {
        OptionValue.Require(loss.File.Length > 0, nameof(TranslationOptions.Perceptual),
            "The perceptual loss needs a network: name its .onnx file.");
        _network = FixedNetwork.Load(loss.File, device);
        var (producer, metadata) = _network.About;
        _pixels = PixelNormalization.Of(producer, metadata);
    }

    /// <summary>The distance, a scalar, differentiable in the outputs.</summary>
    /// <param name="outputs">Images, (N, C, H, W) in [-1, 1], gray or in color.</param>
    /// <param name="targets">As many.</param>
    public Tensor Of(Tensor outputs, Tensor targets)
    {
        IReadOnlyList<Tensor> wanted;
        using (no_grad())
            wanted = _network.FeatureMaps(Prepared(targets));
        var distances = _network.FeatureMaps(Prepared(outputs)).Zip(wanted)
            .Select(layer => (Directions(layer.First) - Directions(layer.Second)).square().sum(1).mean());
        return stack([.. distances]).mean();
    }

    public void Dispose() => _network.Dispose();

    private static Tensor Directions(Tensor maps) => maps / (maps.square().sum(1, keepdim: true) + Epsilon).sqrt();

    /// <summary>Images as the network takes them.</summary>
    private Tensor Prepared(Tensor images)
    {
        var colors = ((images.shape[1] == 1 ? images.expand(-1, 3, -1, -1) : images) + 1) * 127.5;
        var normalized = (colors - ByChannel(_pixels.Means, images)) / ByChannel(_pixels.Deviations, images);
        return _pixels.IsBlueFirst ? normalized.flip([1]) : normalized;
    }

    private static Tensor ByChannel(IReadOnlyList<float> values, Tensor images) =>
        TensorValues.Create([.. values], 1, 3, 1, 1).to(images.device);
}
