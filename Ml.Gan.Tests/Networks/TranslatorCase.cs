using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>A small translator, the shapes that it is made for, and another size that it takes.</summary>
internal sealed record TranslatorCase(
    TranslatorArchitecture Network, SampleShape Input, SampleShape Output, int OtherHeight, int OtherWidth)
{
    private const int Batch = 3;

    public static IReadOnlyDictionary<string, TranslatorCase> All { get; } = new Dictionary<string, TranslatorCase>
    {
        ["unet, color to gray"] = new(
            new UNet { Width = 4 }, new SampleShape(3, 32, 32), new SampleShape(1, 32, 32), 48, 16),
        ["unet of one halving"] = new(
            new UNet { Width = 3, Dropout = 0 }, new SampleShape(1, 6, 10), new SampleShape(2, 6, 10), 4, 2),
        ["resnet-translator, gray to color"] = new(
            new ResNetTranslator { Width = 4, Blocks = 2 }, new SampleShape(1, 16, 20), new SampleShape(3, 16, 20), 24,
            12),
        ["srresnet of factor 4"] = new(
            new SrResNet { Width = 4, Blocks = 2 }, new SampleShape(1, 7, 7), new SampleShape(1, 28, 28), 5, 9),
        ["srresnet of factor 2"] = new(
            new SrResNet { Width = 4, Blocks = 2, Factor = 2 }, new SampleShape(3, 8, 6), new SampleShape(3, 16, 12), 3,
            4),
        ["srresnet of factor 1"] = new(
            new SrResNet { Width = 4, Blocks = 2, Factor = 1 }, new SampleShape(3, 8, 8), new SampleShape(3, 8, 8), 5,
            12),
    };

    public static IEnumerable<object[]> NamesAndNormalizations =>
        from name in All.Keys
        from normalization in Enum.GetValues<TranslatorNormalization>()
        select new object[] { name, normalization };

    public Layer Create(TranslatorNormalization? normalization, long seed = 3)
    {
        using var parameters = new ParameterFactory(seed, CPU);
        return Network.Create(new TranslatorDesign(Input, Output) { Normalization = normalization }, parameters);
    }

    /// <summary>Images of the size that the network was made for, or of the other.</summary>
    public Tensor Images(Generator random, bool ofOtherSize = false)
    {
        var (height, width) = ofOtherSize ? (OtherHeight, OtherWidth) : (Input.Height, Input.Width);
        return torch.rand([Batch, Input.Channels, height, width], generator: random) * 2 - 1;
    }
}
