using Ml.Gan.Data;
using Ml.Gan.Models.Translation;
using Ml.Gan.Native;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <content>Inference: translations, pictures of them, export.</content>
public abstract partial class TranslationGan
{
    /// <summary>
    /// Translations by the (averaged) translator in inference mode: what <see cref="OnnxTranslator"/> gives for the
    /// exported one, up to rounding.
    /// </summary>
    /// <param name="images">
    /// N images, one after the other, as C, H, W in [-1, 1]. Where holes are filled, the channels are those of the
    /// image, 0 in the hole, the mask, 1 in the hole and 0 elsewhere, and what guides.
    /// </param>
    /// <param name="height">H, a multiple of what the network asks for.</param>
    /// <param name="width">W, likewise.</param>
    /// <param name="translator">One of <see cref="Translators"/>. Default null: the first.</param>
    /// <returns>N images, one after the other.</returns>
    /// <exception cref="ArgumentException">There is no such translator, or the images have other lengths.</exception>
    public float[] Translate(ReadOnlySpan<float> images, int height, int width, string? translator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        using var use = BeginUse();
        var found = Find(Known(translator));
        int channels = found.Design.Input.Channels;
        if (images.Length % (channels * height * width) != 0)
            throw new ArgumentException(
                $"{images.Length} values are no whole number of images of {channels}x{height}x{width}.",
                nameof(images));
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        return Run(found, TensorValues.Create(
            images, images.Length / (channels * height * width), channels, height, width).to(Device)).ToFloats();
    }

    /// <summary>
    /// A translator as an ONNX graph with the input <c>input</c>, float (N, C, H, W) for any H and W that the network
    /// takes, and the output <c>output</c>.
    /// </summary>
    /// <param name="translator">One of <see cref="Translators"/>. Default null: the first.</param>
    /// <exception cref="ArgumentException">There is no such translator.</exception>
    /// <exception cref="DivergenceException">A weight is NaN or infinite.</exception>
    public OnnxGraph Export(string? translator = null)
    {
        using var use = BeginUse();
        string name = Known(translator);
        var found = Find(name);
        RequireFinite(found.SampledStates);
        return TranslatorExporter.Export(found, Options, Data, name, CompletedSteps);
    }

    /// <summary>
    /// Writes the weights of all networks to a file of the format safetensors; an existing file is replaced once the
    /// new one is complete.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="DivergenceException">A weight is NaN or infinite.</exception>
    public void SaveWeights(string path)
    {
        using var use = BeginUse();
        using var computation = FinalizerPause.Begin();
        RequireFiniteWeights();
        var about = new Dictionary<string, string>();
        TranslatorExporter.Describe(about, Options, Data, CompletedSteps);
        NetworkWeights.Save(path, Networks, about);
    }

    /// <summary>
    /// Rows of a picture of the first images of data: inputs, outputs, targets; or images of a, what is made of them,
    /// what comes back of that, and the same of b.
    /// </summary>
    /// <param name="data">What is shown: that of the training, or data like it.</param>
    /// <param name="count">Images in a row.</param>
    internal IReadOnlyList<ImageBatch> Preview(TranslationData data, int count)
    {
        using var use = BeginUse();
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        return
        [
            .. Rows(data, count).Select(row => new ImageBatch(
                row.ToFloats(), (int)row.shape[1], (int)row.shape[2], (int)row.shape[3], ValueRange.Tanh)),
        ];
    }

    /// <summary>One of <see cref="Translators"/>.</summary>
    private protected abstract TrainedTranslator Find(string name);

    /// <inheritdoc cref="Preview"/>
    private protected abstract IReadOnlyList<Tensor> Rows(TranslationData data, int count);

    /// <summary>The first images of data, on the device.</summary>
    private protected Tensor Read(ISampleSource data, int count)
    {
        long[] indices = [.. Enumerable.Range(0, (int)Math.Min(count, data.Count ?? count)).Select(i => (long)i)];
        return SampleTensors.Read(data, indices).to(Device);
    }

    /// <summary>What a translator makes of images in inference mode.</summary>
    private protected static Tensor Run(TrainedTranslator translator, Tensor images)
    {
        using var frozen = no_grad();
        translator.Sampled.eval();
        var output = translator.Sampled.call(images);
        translator.Network.train();
        return output;
    }

    private string Known(string? translator)
    {
        if (translator is null)
            return Translators[0];
        return Translators.Contains(translator)
            ? translator
            : throw new ArgumentException(
                $"There is no translator '{translator}', but {string.Join(" and ", Translators)}.",
                nameof(translator));
    }
}
