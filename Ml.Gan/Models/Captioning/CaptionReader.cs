using Ml.Gan.Data;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Captioning;

/// <summary>Reads shuffled batches of images, each with one of its captions, chosen anew each time.</summary>
internal sealed class CaptionReader : IDisposable
{
    private readonly CaptionedImages _data;
    private readonly Vocabulary _vocabulary;
    private readonly BatchReader _images;
    private readonly Generator _random;
    private readonly int _length;
    private readonly Device _device;

    /// <param name="data">What is read; stays the caller's.</param>
    /// <param name="vocabulary">Its words.</param>
    /// <param name="options">Resolved options.</param>
    /// <param name="random">Where the order of images and the choice of captions come from; stays the caller's.</param>
    /// <param name="device">Where the batches go.</param>
    public CaptionReader(
        CaptionedImages data, Vocabulary vocabulary, CaptionOptions options, RandomStreams random, Device device)
    {
        (_data, _vocabulary, _device) = (data, vocabulary, device);
        (_random, _length) = (random[SeedStream.CaptionChoice], options.MaxLength!.Value);
        _images = new BatchReader(
            data, Conditioning.None, labels: false, options.BatchSize, random.SeedOf(SeedStream.Shuffling), device,
            options.Prefetch);
    }

    /// <summary>Images, (N, C, H, W), and captions as one-hot rows, (N, T, V); valid until the next call.</summary>
    public (Tensor Images, Tensor Words) Next()
    {
        var images = _images.Next().Samples;
        var indices = _images.Indices;
        var drawn = torch.rand(indices.Length, ScalarType.Float32, CPU, generator: _random).data<float>();
        long[] tokens = new long[indices.Length * _length];
        for (int i = 0; i < indices.Length; i++)
        {
            var captions = _data.CaptionsOf(indices[i]);
            string caption = captions[Math.Min((int)(drawn[i] * captions.Count), captions.Count - 1)];
            CaptionWords.Fill(tokens.AsSpan(i * _length, _length), _vocabulary.Encode(caption));
        }
        return (images, CaptionWords.OneHot(tokens, _length, _vocabulary.Count, _device));
    }

    /// <summary>Names the place in the data.</summary>
    public void ExchangeState(TrainingState state) => _images.ExchangeState(state, "data");

    public void Dispose() => _images.Dispose();
}
