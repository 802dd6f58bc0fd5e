using System.Numerics;

namespace Ml.Gan.Networks;

/// <summary>
/// SRGAN's generator (Ledig et al., 2017): a 9×9 convolution, residual blocks of two 3×3 convolutions at the input's
/// size, a skip from before the blocks to behind them, a pixel shuffle for each doubling, a 9×9 convolution and tanh;
/// PReLU in between. Of any height and width. With a factor of 1 it cleans images and keeps their size: it computes
/// what is to be added to them (Zhang et al., 2017), and starts near nothing.
/// </summary>
/// <remarks>
/// Convolutions start normal with the deviation by which PReLU keeps the variance (He et al., 2015), and those before a
/// pixel shuffle with the same filter for all pixels of a block (Aitken et al., 2017).
/// </remarks>
[CatalogEntry("residual blocks and pixel shuffles, for images made 1, 2 or 4 times larger", "Ledig et al., 2017")]
public sealed record SrResNet : TranslatorArchitecture
{
    private static readonly int[] s_factors = [1, 2, 4];

    /// <summary>√(2/(1 + a²)) for a PReLU's slope a.</summary>
    private static readonly double s_rectifierGain = Math.Sqrt(2 / (1 + PRelu.InitialSlope * PRelu.InitialSlope));

    /// <summary>Deviation, about, of what is added to images by an untrained network.</summary>
    private const double FirstChange = 0.01;

    /// <inheritdoc/>
    public override string Name => "srresnet";

    /// <inheritdoc/>
    public override int Scale => Factor;

    /// <summary>
    /// How many times higher and wider an output is than its input: 1, 2 or 4. Default 4, as in the paper.
    /// </summary>
    /// <exception cref="GanOptionException">It is another number.</exception>
    public int Factor
    {
        get;
        init => field = (int)OptionValue.Require(
            value, s_factors.Contains(value), nameof(Factor), $"The factor of a {Name} must be 1, 2 or 4");
    } = 4;

    /// <summary>Residual blocks, at least 1. Default 16, as in the paper.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public int Blocks
    {
        get;
        init => field = (int)OptionValue.Require(
            value, value >= 1, nameof(Blocks), $"The blocks of a {Name} must be at least 1");
    } = 16;

    /// <summary>
    /// The paper's batch normalization: normalized one by one, images would lose the brightness and contrast that
    /// their targets have.
    /// </summary>
    public override TranslatorNormalization RecommendedNormalization => TranslatorNormalization.Batch;

    /// <inheritdoc/>
    public override int Multiple(TranslatorDesign design) => 1;

    /// <inheritdoc/>
    public override Layer Create(TranslatorDesign design, ParameterFactory parameters)
    {
        Check(design);
        var normalization = design.Normalization ?? RecommendedNormalization;
        List<Layer> layers = [.. Convolution(design.Input.Channels, Width, kernel: 9, parameters)];
        layers.Add(new PRelu(Width, parameters));
        layers.Add(new Residual(
            [
                .. Enumerable.Range(0, Blocks).Select(_ => Block(normalization, parameters)),
                .. Convolution(Width, Width, kernel: 3, parameters, normalization),
            ],
            []));
        for (int doubling = 0; doubling < BitOperations.Log2((uint)Factor); doubling++)
            layers.AddRange(
            [
                .. Convolution(Width, 4 * Width, kernel: 3, parameters, repeats: 4),
                new PixelShuffle(),
                new PRelu(Width, parameters),
            ]);
        bool adds = design.Input == design.Output;
        layers.AddRange(
            Convolution(Width, design.Output.Channels, kernel: 9, parameters, gain: adds ? FirstChange : 1));
        return new LayerSequence(Name, adds ? [new Residual(layers, []), new Hardtanh()] : [.. layers, new Tanh()]);
    }

    /// <summary>A block; without normalization all blocks together add as much as what they are added to.</summary>
    private Residual Block(TranslatorNormalization normalization, ParameterFactory parameters) => new(
        [
            .. Convolution(Width, Width, kernel: 3, parameters, normalization),
            new PRelu(Width, parameters),
            .. Convolution(Width, Width, kernel: 3, parameters, normalization, s_rectifierGain / Math.Sqrt(Blocks)),
        ],
        []);

    private static Layer[] Convolution(
        int inputs, int outputs, int kernel, ParameterFactory parameters,
        TranslatorNormalization normalization = TranslatorNormalization.None, double? gain = null, int repeats = 1) =>
    [
        new Convolution(
            inputs, outputs, kernel, stride: 1, padding: kernel / 2, normalization.NeedsBias(), parameters,
            standardDeviation: (gain ?? s_rectifierGain) / Math.Sqrt(inputs * kernel * kernel),
            repeats: repeats),
        .. normalization.CreateLayers(outputs, parameters),
    ];
}
