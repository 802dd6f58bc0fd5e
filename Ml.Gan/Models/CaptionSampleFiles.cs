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
        if (step.Step % _interval != 0 && !step.IsLast)
            return;
        var shape = _shown.Shape;
        long[] indices = [.. Enumerable.Range(0, (int)Math.Min(Images, _shown.Count ?? Images)).Select(i => (long)i)];
        float[] images = new float[indices.Length * shape.Length];
        _shown.Read(indices, images);
        string picture = Path.Combine(_folder, "images.png");
        if (!File.Exists(picture))
            ImageGrid.Save(
                picture, new ImageBatch(images, shape.Channels, shape.Height, shape.Width, ValueRange.Tanh),
                new ImageGridOptions { Columns = indices.Length });
        var text = new StringBuilder();
        var captions = _gan.Caption(images, CaptionsPerImage, seed: 1);
        foreach (long index in indices)
        {
            text.Append(_shown.SampleNames?[(int)index] ?? $"image {index + 1}").Append('\n');
            foreach (string caption in captions[(int)index])
                text.Append("  ").Append(caption).Append('\n');
        }
        AtomicFile.Write(
            Path.Combine(_folder, $"step-{step.Step:D6}.txt"), Encoding.UTF8.GetBytes(text.ToString()));
    }
}
