namespace Ml.Gan.Onnx.Translating;

/// <summary>
/// Images with holes as a network takes them: the channels of the image, 0 in the hole, those of the mask, 1 in the
/// hole and 0 elsewhere, and those of what guides.
/// </summary>
internal readonly ref struct MaskedSource<TSource> : IImageSource
    where TSource : IImageSource, allows ref struct
{
    private const float LeastOfHole = 0.5f;

    private readonly TSource _images, _masks, _guidance;
    private readonly int _channels, _guidanceChannels;

    /// <param name="images">The images; what is in the holes doesn't matter.</param>
    /// <param name="masks">Their masks, above ½ in the hole.</param>
    /// <param name="guidance">What guides; not read where there is none.</param>
    /// <param name="info">What the network is.</param>
    internal MaskedSource(TSource images, TSource masks, TSource guidance, TranslatorInfo info)
    {
        _images = images;
        _masks = masks;
        _guidance = guidance;
        (_channels, _guidanceChannels) = (info.ImageChannels, info.GuidanceChannels);
    }

    public void Read(int image, int y, int x, Span<float> planes)
    {
        int count = planes.Length / (_channels + 1 + _guidanceChannels);
        var pixels = planes[..(_channels * count)];
        var mask = planes.Slice(_channels * count, count);
        _images.Read(image, y, x, pixels);
        _masks.Read(image, y, x, mask);
        if (_guidanceChannels > 0)
            _guidance.Read(image, y, x, planes[((_channels + 1) * count)..]);
        for (int i = 0; i < count; i++)
        {
            bool isHole = mask[i] > LeastOfHole;
            mask[i] = isHole ? 1 : 0;
            for (int channel = 0; isHole && channel < _channels; channel++)
                pixels[(channel * count) + i] = 0;
        }
    }
}
