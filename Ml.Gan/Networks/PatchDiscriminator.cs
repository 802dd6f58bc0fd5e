using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// PatchGAN (Isola et al., 2017): a discriminator that judges each patch of an image by itself, of convolutions alone:
/// 4×4 ones of stride 2, whose channels double up to 8 times, two of stride 1, and LeakyReLU(0.2) between them; for
/// patches of a single pixel three 1×1 convolutions. An immutable description.
/// </summary>
public sealed record PatchDiscriminator
{
    private const int LargestFactor = 8;

    private static readonly int[] s_sizes = [1, 16, 34, 70, 142, 286];

    /// <summary>
    /// Heights and widths that patches can have: by the convolutions of stride 2 9·2ⁿ − 2, 1 for none.
    /// </summary>
    public static IReadOnlyList<int> Sizes => s_sizes;

    /// <summary>
    /// Height and width in pixels of the patch that one output sees: 1, 16, 34, 70, 142 or 286. Default 70, the
    /// paper's.
    /// </summary>
    /// <exception cref="GanOptionException">It is another number.</exception>
    public int Size
    {
        get;
        init => field = (int)OptionValue.Require(
            value, s_sizes.Contains(value), "PatchSize",
            $"The patches of a discriminator must be of {string.Join(", ", s_sizes[..^1])} or {s_sizes[^1]} pixels");
    } = 70;

    /// <summary>Channels of the first feature maps, at least 1. Default 64, the paper's.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public int Width
    {
        get;
        init => field = (int)OptionValue.Require(
            value, value >= 1, "DiscriminatorWidth", "The width of a patch discriminator must be at least 1");
    } = 64;

    /// <summary>
    /// Whether the weights are divided by their largest singular values (Miyato et al., 2018). Default false.
    /// </summary>
    public bool SpectralNorm { get; init; }

    /// <summary>
    /// Normalization of all maps but the first and the outputs. Default instance normalization. Batch normalization
    /// couples the samples of a batch, which a gradient penalty forbids.
    /// </summary>
    public TranslatorNormalization Normalization { get; init; } = TranslatorNormalization.Instance;

    /// <summary>Outputs K for each patch, at least 1. Default 1.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public int Outputs
    {
        get;
        init => field = (int)OptionValue.Require(
            value, value >= 1, nameof(Outputs), "The outputs of a patch discriminator must be at least 1");
    } = 1;

    private int Halvings => Array.IndexOf(s_sizes, Size);

    /// <summary>Refuses what leaves no output.</summary>
    /// <param name="input">Shape of what it is to judge.</param>
    /// <exception cref="GanOptionException">The images are too small, or vectors.</exception>
    public void Check(SampleShape input)
    {
        if (!input.IsImage)
            throw new GanOptionException("PatchSize",
                $"A patch discriminator judges images, not vectors of {input.Length} numbers.");
        if (Math.Min(input.Height, input.Width) >= LeastSide(Halvings))
            return;
        int largest = s_sizes[..Halvings].Last(size =>
            Math.Min(input.Height, input.Width) >= LeastSide(Array.IndexOf(s_sizes, size)));
        throw new GanOptionException("PatchSize",
            $"A discriminator of patches of {Size} pixels gives no output for images of {input.Width}×{input.Height}: "
            + $"they need {LeastSide(Halvings)} pixels on a side at least. Patches of {largest} pixels or smaller ones "
            + "fit.");
    }

    /// <summary>Creates an untrained network.</summary>
    /// <param name="channels">Channels of what it is to judge, conditions along the channels counted in.</param>
    /// <param name="parameters">Makes the weights.</param>
    public PatchDiscriminatorNetwork Create(int channels, ParameterFactory parameters)
    {
        bool isOfPixels = Halvings == 0;
        var (kernel, padding) = isOfPixels ? (1, 0) : (4, 1);
        int hidden = isOfPixels ? 2 : Halvings + 1;
        List<LayerSequence> blocks = [];
        for (int block = 0; block < hidden; block++)
        {
            int next = Width * Math.Min(1 << block, LargestFactor);
            var normalization = block == 0 ? TranslatorNormalization.None : Normalization;
            blocks.Add(new LayerSequence(
                "block",
                [
                    new Convolution(
                        channels, next, kernel, block < Halvings ? 2 : 1, padding, normalization.NeedsBias(),
                        parameters, SpectralNorm, Deviation(channels * kernel * kernel)),
                    .. normalization.CreateLayers(next, parameters),
                    new LeakyRelu(),
                ]));
            channels = next;
        }
        return new PatchDiscriminatorNetwork(
            blocks,
            new Convolution(
                channels, Outputs, kernel, stride: 1, padding, bias: true, parameters, SpectralNorm,
                Deviation(channels * kernel * kernel)));
    }

    /// <summary>The fewest pixels on a side that leave an output: 3 behind all convolutions of stride 2.</summary>
    private static int LeastSide(int halvings) => halvings == 0 ? 1 : 3 << halvings;

    private double Deviation(int fanIn) =>
        SpectralNorm ? Convolution.DefaultDeviation : Normalization.Deviation(fanIn);
}
