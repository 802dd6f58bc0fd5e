using Ml.Gan.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Styles;

/// <summary>
/// The synthesis network of StyleGAN2 (Karras et al., 2020): from a learned constant of 4×4 pixels (7×7 for 28×28
/// images) up, with a style for each layer, to images that have no bounds yet. A 1×1 convolution makes an image of each
/// size's feature maps, and the images of all sizes are added.
/// </summary>
internal sealed class SynthesisNetwork : nn.Module
{
    private readonly BilinearUpsampling _double = new();
    private readonly List<StyledConvolution> _layers = [];
    private readonly List<ModulatedConvolution> _toImage = [];
    [ComponentName(Name = "constant")]
    private Parameter _constant;

    public SynthesisNetwork(GeneratorDesign design, StyleGan2 network, ParameterFactory parameters)
        : base("synthesis")
    {
        int steps = SquareImages.Halvings(design.Output), styleSize = design.LatentSize;
        int size = design.Output.Height >> steps, channels = network.ChannelsAfter(steps);
        _constant = parameters.Normal(0, 1, 1, channels, size, size);
        register_parameter("constant", _constant);
        AddLayer(channels, channels, doubles: false);
        AddImage();
        for (int step = steps - 1; step >= 0; step--)
        {
            int next = network.ChannelsAfter(step);
            size *= 2;
            AddLayer(channels, next, doubles: true);
            AddLayer(next, next, doubles: false);
            channels = next;
            AddImage();
        }

        void AddLayer(int inputs, int outputs, bool doubles)
        {
            _layers.Add(new StyledConvolution(inputs, outputs, size, styleSize, doubles, parameters));
            register_module($"layer_{_layers.Count - 1}", _layers[^1]);
        }

        void AddImage()
        {
            _toImage.Add(new ModulatedConvolution(
                channels, design.Output.Channels, kernel: 1, new ModulationDesign(styleSize, Demodulates: false),
                parameters));
            register_module($"to_image_{_toImage.Count - 1}", _toImage[^1]);
        }
    }

    /// <summary>
    /// Styles L of one image: one for each layer, and that of the last image. The image of another size has the style
    /// of the layer behind it.
    /// </summary>
    public int StyleCount => _layers.Count + 1;

    /// <summary>Images, (N, C, H, W).</summary>
    /// <param name="styles">L styles, (N, z) each.</param>
    public Tensor Generate(IReadOnlyList<Tensor> styles)
    {
        var maps = _layers[0].call(_constant, styles[0]);
        var images = MixedPrecision.Exact(_toImage[0].call(maps, styles[1]));
        for (int step = 1; step < _toImage.Count; step++)
        {
            int layer = 2 * step - 1;
            maps = _layers[layer + 1].call(_layers[layer].call(maps, styles[layer]), styles[layer + 1]);
            images = _double.call(images) + _toImage[step].call(maps, styles[layer + 2]);
        }
        return images;
    }

    /// <summary>Writes the same for one style of all layers, (N, z).</summary>
    public OnnxValue Export(OnnxGraph graph, OnnxValue style)
    {
        int size = (int)_constant.shape[2];
        var constant = graph.Constant("synthesis/constant", _constant.ToFloats(), _constant.shape);
        var maps = _layers[0].Export(graph, "synthesis/layer_0", constant, style);
        var images = _toImage[0].Export(graph, "synthesis/to_image_0", maps, style);
        for (int step = 1; step < _toImage.Count; step++)
        {
            size *= 2;
            for (int layer = 2 * step - 1; layer <= 2 * step; layer++)
                maps = _layers[layer].Export(graph, $"synthesis/layer_{layer}", maps, style);
            images = graph.Add(
                $"synthesis/images_{size}",
                _double.Export(graph, $"synthesis/double_{size}", images),
                _toImage[step].Export(graph, $"synthesis/to_image_{step}", maps, style));
        }
        return images;
    }
}
