using System.Text;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>
/// Listener that writes captions of the same images as a <see cref="CaptionGan"/> is trained, <c>step-000500.txt</c>
/// and so on: for each of 8 images a line of its name or number, then lines of 5 captions, each from noise of its own.
/// The images, in their order, are in <c>images.png</c>.
/// </summary>
public sealed class CaptionSampleFiles : ITrainingListener
{
    private const int Images = 8, CaptionsPerImage = 5;

    private readonly CaptionGan _gan;
    private readonly CaptionedImages _shown;
    private readonly string _folder;
    private readonly long _interval;

    /// <summary>Captions in a folder, which has to exist.</summary>
    /// <param name="gan">What is trained. It stays the caller's.</param>
    /// <param name="shown">Whose first images get captions, best not those that are learned from.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="interval">Steps between two files. Default 500; the last step gives one too.</param>
    public CaptionSampleFiles(CaptionGan gan, CaptionedImages shown, string folder, long interval = 500)
    {
        ArgumentNullException.ThrowIfNull(gan);
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        (_gan, _shown, _folder, _interval) = (gan, shown, folder, interval);
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        if (!step.IsDue(_interval))
            return;
        var samples = Draw(_gan, _shown, step.Step);
        string picture = Path.Combine(_folder, "images.png");
        if (!File.Exists(picture))
            AtomicFile.Write(picture, samples.Png.Span);
        AtomicFile.Write(
            Path.Combine(_folder, $"step-{step.Step:D6}.txt"), Encoding.UTF8.GetBytes(samples.Text!));
        step.Report(samples);
    }

    /// <summary>The images in a row, and captions of them as they are now.</summary>
    internal static TrainingSamples Draw(CaptionGan gan, CaptionedImages shown, long step)
    {
        var shape = shown.Shape;
        long[] indices = [.. Enumerable.Range(0, (int)Math.Min(Images, shown.Count ?? Images)).Select(i => (long)i)];
        float[] images = new float[indices.Length * shape.Length];
        shown.Read(indices, images);
        var text = new StringBuilder();
        var captions = gan.Caption(images, CaptionsPerImage, seed: 1);
        foreach (long index in indices)
        {
            text.Append(shown.SampleNames?[(int)index] ?? $"image {index + 1}").Append('\n');
            foreach (string caption in captions[(int)index])
                text.Append("  ").Append(caption).Append('\n');
        }
        return TrainingSamples.Of(
            step, new ImageBatch(images, shape.Channels, shape.Height, shape.Width, ValueRange.Tanh),
            new ImageGridOptions { Columns = indices.Length }, text.ToString());
    }
}
