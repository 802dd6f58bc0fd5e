using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// Architecture of a translator: a network from images to images, (N, C, H, W) to (N, C', s·H, s·W), all of
/// convolutions, so that it takes images of other heights and widths than those it was trained with. An immutable
/// description.
/// </summary>
public abstract record TranslatorArchitecture
{
    /// <summary>Name on the command line, in metadata and messages, for example <c>unet</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Channels of the feature maps at the image's size, at least 1; where the network halves its maps they double, as
    /// far as the architecture says. Default 64, as in the papers.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public int Width
    {
        get;
        init => field = (int)OptionValue.Require(
            value, value >= 1, nameof(Width), $"The width of a {Name} must be at least 1");
    } = 64;

    /// <summary>How many times higher and wider an output is than its input, s.</summary>
    public abstract int Scale { get; }

    /// <summary>Normalization where the design names none. Default instance normalization.</summary>
    public virtual TranslatorNormalization RecommendedNormalization => TranslatorNormalization.Instance;

    /// <summary>
    /// Number that height and width of every input of such a network have to be multiples of; at least 1.
    /// </summary>
    public abstract int Multiple(TranslatorDesign design);

    /// <summary>The fewest pixels on a side of an input. Default <see cref="Multiple"/>.</summary>
    public virtual int LeastSize(TranslatorDesign design) => Multiple(design);

    /// <summary>Refuses shapes that the network can't translate.</summary>
    /// <exception cref="GanOptionException">The shapes aren't supported; the message says which are.</exception>
    public virtual void Check(TranslatorDesign design)
    {
        var (input, output) = (design.Input, design.Output);
        if (!input.IsImage || !output.IsImage)
            throw new GanOptionException("Translator",
                $"A {Name} translates images, but vectors of {(input.IsImage ? output : input).Length} numbers are "
                + "given. Give the image's shape.");
        if (output.Height != Scale * input.Height || output.Width != Scale * input.Width)
            throw new GanOptionException("Size",
                $"A {Name} turns images of {Size(input)} into images of "
                + $"{Size(input with { Height = Scale * input.Height, Width = Scale * input.Width })}; the targets are "
                + $"of {Size(output)}.");
        int multiple = Multiple(design);
        if (input.Height % multiple != 0 || input.Width % multiple != 0)
            throw new GanOptionException("Size",
                $"Height and width of a {Name}'s images must be multiples of {multiple}; {Size(input)} is not "
                + "supported. Choose another size or another network.");
        int least = LeastSize(design);
        if (Math.Min(input.Height, input.Width) < least)
            throw new GanOptionException("Size",
                $"A {Name}'s images have at least {least} pixels on a side; {Size(input)} is not supported. Choose "
                + "another size or another network.");
    }

    /// <summary>Creates an untrained network.</summary>
    /// <param name="design">What it is to be like; <see cref="Check"/> has nothing against it.</param>
    /// <param name="parameters">Makes the weights.</param>
    /// <returns>Images (N, C, H, W) in [-1, 1] to images (N, C', s·H, s·W) in [-1, 1].</returns>
    public abstract Layer Create(TranslatorDesign design, ParameterFactory parameters);

    /// <summary>Width and height in words.</summary>
    private protected static string Size(SampleShape shape) => $"{shape.Width}×{shape.Height}";
}

/// <summary>Design of a translator, whatever its architecture.</summary>
/// <param name="Input">
/// Shape of the inputs that it is trained with, values in [-1, 1]. Trained, it takes other heights and widths too, if
/// they are multiples of <see cref="TranslatorArchitecture.Multiple"/>.
/// </param>
/// <param name="Output">Shape of the outputs, values in [-1, 1].</param>
public sealed record TranslatorDesign(SampleShape Input, SampleShape Output)
{
    /// <summary>
    /// Normalization of its layers; null for <see cref="TranslatorArchitecture.RecommendedNormalization"/>. Default
    /// null.
    /// </summary>
    public TranslatorNormalization? Normalization { get; init; }
}
