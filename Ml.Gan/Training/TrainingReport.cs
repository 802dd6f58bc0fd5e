using Ml.Gan.Onnx;

namespace Ml.Gan.Training;

/// <summary>
/// Event of a training that is none of its metrics: <see cref="TrainingSamples"/>, <see cref="TrainingMeasure"/>,
/// <see cref="TrainingWarning"/> or <see cref="CheckpointSaved"/>. A listener reports it by
/// <see cref="TrainingStep.Report"/>, and all listeners are told.
/// </summary>
/// <param name="Step">Steps completed when it happened.</param>
public abstract record TrainingReport(long Step);

/// <summary>Picture of what a network generates now, from the same latents or images each time.</summary>
/// <param name="Step">Steps completed.</param>
/// <param name="Png">The picture as the bytes of a PNG file.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Channels">1 for gray, 3 for RGB.</param>
/// <param name="Text">What is generated for the picture, as captions; null where the picture says it all.</param>
public sealed record TrainingSamples(
    long Step, ReadOnlyMemory<byte> Png, int Width, int Height, int Channels, string? Text = null)
    : TrainingReport(Step)
{
    /// <summary>Samples that are laid out in a grid.</summary>
    internal static TrainingSamples Of(
        long step, ImageBatch images, ImageGridOptions options, string? text = null)
    {
        var grid = ImageGrid.Create(images, options);
        return new TrainingSamples(step, grid.ToPng(), grid.Width, grid.Height, grid.Channels, text);
    }
}

/// <summary>Measure of a network that was computed on the way.</summary>
/// <param name="Step">Steps completed.</param>
/// <param name="Name">Short name, as <c>mmd</c>.</param>
/// <param name="Value">Its value.</param>
public record TrainingMeasure(long Step, string Name, double Value) : TrainingReport(Step)
{
    /// <summary>Name for people, as "MMD² (classifier features)". Default the short name.</summary>
    public virtual string Title { get; init; } = Name;

    /// <summary>What real samples get; null where that isn't known. Default null.</summary>
    public virtual double? RealValue => null;
}

/// <summary>Warning of what the user of a training should know.</summary>
/// <param name="Step">Steps completed.</param>
/// <param name="Message">What was seen, and what helps: some sentences.</param>
public record TrainingWarning(long Step, string Message) : TrainingReport(Step);

/// <summary>Checkpoint that was written.</summary>
/// <param name="Step">Steps completed.</param>
/// <param name="Path">Its file.</param>
public sealed record CheckpointSaved(long Step, string Path) : TrainingReport(Step);
