using Ml.Gan.Data;
using Ml.Gan.Models.Captioning;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

public sealed partial class CaptionGan
{
    /// <summary>Captions that are written at once.</summary>
    private const int RowsAtOnce = 256;

    /// <summary>
    /// Captions by the (averaged) captioner in inference mode. Caption j of image i is that of row i·count + j of
    /// <see cref="LatentNoise"/>, at each place the likeliest word.
    /// </summary>
    /// <param name="images">N images, one after the other, as C, H, W in [-1, 1].</param>
    /// <param name="count">Captions of each image, each from noise of its own, at least 1.</param>
    /// <param name="seed">Selects the noise.</param>
    /// <returns>For each image its captions.</returns>
    /// <exception cref="ArgumentException">The images have another length.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Caption(ReadOnlySpan<float> images, int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int number = NumberOf(images), row = _data.Shape.Length;
        List<string> captions = [];
        for (int first = 0; first < number * count; first += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, (number * count) - first);
            float[] repeated = new float[rows * row];
            for (int i = 0; i < rows; i++)
                images.Slice((first + i) / count * row, row).CopyTo(repeated.AsSpan(i * row));
            // Of a seed LatentNoise takes 32 bits, as the ones of a row are the others.
            long[] tokens = Tokens(
                repeated, LatentNoise.Rows(rows, Options.LatentSize, unchecked((int)seed), firstRow: first));
            for (int i = 0; i < rows; i++)
                captions.Add(Vocabulary.Decode(tokens.AsSpan(i * Length, Length)));
        }
        return [.. captions.Chunk(count)];
    }

    /// <summary>Tokens, N·T of them, that the captioner gives in inference mode for images and noise.</summary>
    /// <param name="images">N images, one after the other, as C, H, W in [-1, 1].</param>
    /// <param name="noise">N·Z numbers.</param>
    internal long[] Tokens(ReadOnlySpan<float> images, ReadOnlySpan<float> noise)
    {
        using var use = BeginUse();
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        var network = _captioner.Sampled;
        network.eval();
        var features = network.Encode(Read(images));
        var given = TensorValues.Create(noise, noise.Length / Options.LatentSize, Options.LatentSize).to(_device);
        var written = network.Write(features, given, (_, logits) => _choice.call(logits, null));
        _captioner.Network.train();
        return written.Tokens.cpu().data<long>().ToArray();
    }

    /// <summary>
    /// The evaluator's scores of captions, in inference mode: how likely each is a human's for its image, in [0, 1].
    /// </summary>
    /// <param name="images">N images, one after the other, as C, H, W in [-1, 1].</param>
    /// <param name="captions">A caption of each.</param>
    /// <returns>N scores.</returns>
    /// <exception cref="ArgumentException">The images have another length.</exception>
    /// <exception cref="InvalidOperationException">There is no evaluator, as likelihood alone trains.</exception>
    public float[] Score(ReadOnlySpan<float> images, IReadOnlyList<string> captions)
    {
        ArgumentNullException.ThrowIfNull(captions);
        if (NumberOf(images) != captions.Count)
            throw new ArgumentException(
                $"There are {NumberOf(images)} images, but {captions.Count} captions.", nameof(captions));
        long[] tokens = new long[captions.Count * Length];
        for (int i = 0; i < captions.Count; i++)
            CaptionWords.Fill(tokens.AsSpan(i * Length, Length), Vocabulary.Encode(captions[i]));
        return Scores(images, tokens);
    }

    /// <summary>The captioner as an ONNX graph; see <see cref="CaptionerNames"/>.</summary>
    /// <exception cref="DivergenceException">A weight is NaN or infinite.</exception>
    public OnnxGraph Export()
    {
        using var use = BeginUse();
        RequireFinite(_captioner.SampledStates);
        return CaptionExporter.Captioner(_captioner.Sampled, Options, _data, Vocabulary, CompletedSteps);
    }

    /// <summary>The evaluator as an ONNX graph; see <see cref="CaptionerNames"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no evaluator, as likelihood alone trains.</exception>
    /// <exception cref="DivergenceException">A weight is NaN or infinite.</exception>
    public OnnxGraph ExportEvaluator()
    {
        using var use = BeginUse();
        var evaluator = RequireEvaluator();
        RequireFinite(NetworkWeights.States("evaluator", evaluator));
        return CaptionExporter.Evaluator(evaluator, Options, _data, Vocabulary, CompletedSteps);
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
        CaptionExporter.Describe(about, Options, _data, Vocabulary, CompletedSteps);
        NetworkWeights.Save(path, Networks, about);
    }

    /// <summary>Scores, N of them, of N·T tokens in inference mode.</summary>
    internal float[] Scores(ReadOnlySpan<float> images, long[] tokens)
    {
        using var use = BeginUse();
        var evaluator = RequireEvaluator();
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        evaluator.eval();
        var words = CaptionWords.OneHot(tokens, Length, Vocabulary.Count, _device);
        var scores = evaluator.Evaluate(evaluator.Encode(Read(images)), words).sigmoid();
        evaluator.train();
        return scores.ToFloats();
    }

    private int Length => Options.MaxLength!.Value;

    private CaptionEvaluatorNetwork RequireEvaluator() => _evaluator
        ?? throw new InvalidOperationException(
            "There is no evaluator: likelihood alone trains the captioner. Choose another objective.");

    private int NumberOf(ReadOnlySpan<float> images) => images.Length % _data.Shape.Length == 0
        ? images.Length / _data.Shape.Length
        : throw new ArgumentException(
            $"{images.Length} values are no whole number of images of {_data.Shape}.", nameof(images));

    private Tensor Read(ReadOnlySpan<float> images) => TensorValues.Create(
        images, NumberOf(images), _data.Shape.Channels, _data.Shape.Height, _data.Shape.Width).to(_device);
}
