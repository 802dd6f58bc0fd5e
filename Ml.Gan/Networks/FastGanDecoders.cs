using Ml.Gan.Data;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// FastGAN's self-supervision (Liu et al., 2021): one decoder makes the image at half its size, at most at 128×128, of
/// the discriminator's last map, another a part of the image of the same part of the map before, half as high and wide
/// as the whole, where a generator of its own chooses it for each batch. Nearest up-sampling, 3×3 convolutions, batch
/// normalization, gated linear units and tanh.
/// </summary>
internal sealed class FastGanDecoders : nn.Module, IRandomLayer
{
    private const int LargestSize = 128;

    private readonly int _size;
    private readonly LayerSequence _whole;
    private readonly LayerSequence _part;
    private readonly LaplacianPyramidDistance _distance = new();
    private readonly Generator _random;

    /// <param name="image">Shape of the images.</param>
    /// <param name="partChannels">Channels of the map before the last, which is twice as high and wide.</param>
    /// <param name="wholeChannels">Channels of the last map.</param>
    /// <param name="width">Channels of a decoder's last maps; those before have twice as many.</param>
    /// <param name="mapSize">Height and width of the last map, and of a part of the one before.</param>
    /// <param name="parameters">Makes the weights.</param>
    public FastGanDecoders(
        SampleShape image, int partChannels, int wholeChannels, int width, int mapSize, ParameterFactory parameters)
        : base("decoders")
    {
        _size = Math.Min(LargestSize, image.Height / 2);
        _random = parameters.CreateGenerator();
        LayerSequence Decoder(string name, int inputs)
        {
            List<Layer> layers = [];
            for (int size = mapSize; size < _size; size *= 2)
            {
                int outputs = 2 * size < _size ? 2 * width : width;
                layers.AddRange([new NearestUpsampling(), .. GatedConvolution.Create(inputs, outputs, parameters)]);
                inputs = outputs;
            }
            layers.AddRange([
                new Convolution(inputs, image.Channels, kernel: 3, stride: 1, padding: 1, bias: true, parameters),
                new Tanh()]);
            return new LayerSequence(name, layers);
        }
        (_whole, _part) = (Decoder("whole", wholeChannels), Decoder("part", partChannels));
        register_module("whole", _whole);
        register_module("part", _part);
        register_module("distance", _distance);
    }

    /// <inheritdoc/>
    public Generator Random => _random;

    /// <summary>Distances of what is decoded from what the maps were made of, the sum of both; a scalar.</summary>
    /// <param name="partMap">Map before the last, (N, c, 2h, 2h).</param>
    /// <param name="wholeMap">Last map, (N, C, h, h).</param>
    /// <param name="images">The images, (N, …), as the discriminator saw them.</param>
    public Tensor Loss(Tensor partMap, Tensor wholeMap, Tensor images)
    {
        long size = wholeMap.shape[2], pixels = images.shape[2] / partMap.shape[2];
        long[] corner = [.. torch.randint(
            0, partMap.shape[2] - size + 1, [2], ScalarType.Int64, CPU, generator: _random).data<long>()];
        Tensor Part(Tensor of, long scale) =>
            of.narrow(2, corner[0] * scale, size * scale).narrow(3, corner[1] * scale, size * scale);
        return _distance.call(_whole.call(wholeMap), Shrunk(images))
            + _distance.call(_part.call(Part(partMap, 1)), Shrunk(Part(images, pixels)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _random.Dispose();
        base.Dispose(disposing);
    }

    private Tensor Shrunk(Tensor images) => Resizing.Down((int)images.shape[2] / _size).call(images);
}
