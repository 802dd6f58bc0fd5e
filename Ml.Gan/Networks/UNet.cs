using System.Numerics;
using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// Pix2pix's U-Net (Isola et al., 2017): strided 4×4 convolutions down, transposed ones up, and at each size the maps
/// of the way down beside those of the way up, so that a detail need not go through the narrowest maps. LeakyReLU(0.2)
/// on the way down, ReLU on the way up, tanh at the output. Images are halved while the size trained with is even and
/// above 2, at most 8 times; other sizes have to be multiples of 2 to the power of the halvings.
/// </summary>
/// <remarks>
/// The first maps and the smallest, which are of a single pixel for the smallest input, are not normalized.
/// </remarks>
[CatalogEntry("encoder and decoder with skip concatenations, for images of even sizes", "Isola et al., 2017")]
public sealed record UNet : TranslatorArchitecture
{
    private const int MostHalvings = 8, LargestFactor = 8, MostDroppingLevels = 3;

    /// <inheritdoc/>
    public override string Name => "unet";

    /// <inheritdoc/>
    public override int Scale => 1;

    /// <summary>
    /// Share of the numbers that training sets to zero in the smallest maps of the way up, in [0, 1): the noise of the
    /// paper's generator. They are three of its eight levels, and of fewer levels fewer, down to none of two: more
    /// would leave a small network too little to go by. Default 0.5, as in the paper.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Dropout
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 0 and < 1, nameof(Dropout), "The dropout of a unet goes from 0 to below 1");
    } = 0.5;

    /// <inheritdoc/>
    public override int Multiple(TranslatorDesign design) => 1 << Halvings(design.Input);

    /// <inheritdoc/>
    public override Layer Create(TranslatorDesign design, ParameterFactory parameters)
    {
        Check(design);
        var levels = new Levels(
            this, Halvings(design.Input), design.Normalization ?? RecommendedNormalization, parameters);
        return new LayerSequence(Name, levels.Outermost(design.Input.Channels, design.Output.Channels));
    }

    /// <summary>How often images of a size are halved.</summary>
    private static int Halvings(SampleShape shape) => Math.Clamp(
        Math.Min(HalvingsOf(shape.Height), HalvingsOf(shape.Width)), 1, MostHalvings);

    /// <summary>How often a number can be halved while it is even and above 2.</summary>
    private static int HalvingsOf(int size)
    {
        int twos = BitOperations.TrailingZeroCount(size);
        return BitOperations.IsPow2(size) ? twos - 1 : twos;
    }

    /// <summary>
    /// The network by levels, from 1: each halves what it gets, has the next one make something of it, and doubles
    /// that.
    /// </summary>
    private sealed record Levels(
        UNet Network, int Count, TranslatorNormalization Normalization, ParameterFactory Parameters)
    {
        private int DroppingLevels => Math.Min(MostDroppingLevels, (Count - 1) / 2);

        public Layer[] Outermost(int inputs, int outputs) =>
        [
            Down(inputs, level: 1, bias: true),
            new LeakyRelu(),
            .. Within(1),
            Up(level: 1, outputs, bias: true),
            new Tanh(),
        ];

        private Layer[] Inner(int level)
        {
            var (inside, outside) = (ChannelsAt(level), ChannelsAt(level - 1));
            bool isInnermost = level == Count, drops = Network.Dropout > 0 && level > Count - DroppingLevels;
            return
            [
                Down(outside, level, bias: isInnermost || Normalization.NeedsBias()),
                .. isInnermost ? [] : Normalization.CreateLayers(inside, Parameters),
                new LeakyRelu(),
                .. Within(level),
                Up(level, outside, bias: Normalization.NeedsBias()),
                .. Normalization.CreateLayers(outside, Parameters),
                .. drops ? [new Dropout(Network.Dropout, Parameters)] : (Layer[])[],
                new Relu(),
            ];
        }

        private Layer[] Within(int level) => level == Count ? [] : [new SkipConcatenation(Inner(level + 1))];

        private Convolution Down(int inputs, int level, bool bias) => new(
            inputs, ChannelsAt(level), kernel: 4, stride: 2, padding: 1, bias, Parameters,
            standardDeviation: Normalization.Deviation(16 * inputs));

        /// <summary>Of the 4×4 weights, an output meets every other one in each direction.</summary>
        private TransposedConvolution Up(int level, int outputs, bool bias)
        {
            int inputs = (level == Count ? 1 : 2) * ChannelsAt(level);
            return new(inputs, outputs, bias, Parameters, Normalization.Deviation(4 * inputs));
        }

        private int ChannelsAt(int level) => Network.Width * Math.Min(1 << (level - 1), LargestFactor);
    }
}
