using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// UNIT's translator (Liu et al., 2017): a <see cref="ResNetTranslator"/> cut in the middle, into an encoder from
/// images of the one set to the means μ of latents, (N, 4·width, H/4, W/4), and a decoder from latents to images of the
/// other set. The encoder's last blocks and the decoder's first ones are those of the translator back too. Translates
/// by the means.
/// </summary>
internal sealed class LatentTranslator : Layer
{
    /// <summary>Blocks of encoder and decoder together where the architecture leaves them open: the paper's.</summary>
    private const int DefaultBlocks = 8;

    private readonly LayerSequence _encoder, _sharedEncoder, _sharedDecoder, _decoder;

    /// <summary>Creates an untrained translator, which owns its layers, the shared ones among them.</summary>
    /// <param name="architecture">Width and blocks.</param>
    /// <param name="design">Shapes of what it takes and gives.</param>
    /// <param name="shared">What it shares with the translator back.</param>
    /// <param name="parameters">Makes the weights that it doesn't share.</param>
    public LatentTranslator(
        ResNetTranslator architecture, TranslatorDesign design, SharedBlocks shared, ParameterFactory parameters)
        : base("latent_translator")
    {
        int blocks = BlocksOf(architecture), own = (blocks / 2) - shared.Count;
        var parts = Parts(architecture, design, parameters);
        _encoder = new("encoder", [.. parts.Down(design.Input.Channels), .. parts.Blocks(own, blocks)]);
        _decoder = new("decoder", [.. parts.Blocks(own, blocks), .. parts.Up(design.Output.Channels)]);
        (_sharedEncoder, _sharedDecoder) = (shared.Encoder, shared.Decoder);
        register_module("encoder", _encoder);
        register_module("shared_encoder", _sharedEncoder);
        register_module("shared_decoder", _sharedDecoder);
        register_module("decoder", _decoder);
    }

    /// <summary>Blocks of encoder and decoder together.</summary>
    public static int BlocksOf(ResNetTranslator architecture) => architecture.Blocks ?? DefaultBlocks;

    /// <summary>Creates what two translators are to share.</summary>
    /// <param name="architecture">Width and blocks.</param>
    /// <param name="design">Shapes of what one of the translators takes and gives.</param>
    /// <param name="count">Blocks of the encoder, and as many of the decoder.</param>
    /// <param name="parameters">Makes the weights.</param>
    public static SharedBlocks CreateShared(
        ResNetTranslator architecture, TranslatorDesign design, int count, ParameterFactory parameters)
    {
        int blocks = BlocksOf(architecture);
        var parts = Parts(architecture, design, parameters);
        return new SharedBlocks(
            count, new("shared_encoder", [.. parts.Blocks(count, blocks)]),
            new("shared_decoder", [.. parts.Blocks(count, blocks)]));
    }

    /// <summary>Means μ of the latents of images, (N, C, H, W).</summary>
    public Tensor Encode(Tensor images) => _sharedEncoder.call(_encoder.call(images));

    /// <summary>Images that latents stand for, in [-1, 1].</summary>
    public Tensor Decode(Tensor latents) => _decoder.call(_sharedDecoder.call(latents));

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => Decode(Encode(input));

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var means = _sharedEncoder.Export(
            graph, $"{prefix}/shared_encoder", _encoder.Export(graph, $"{prefix}/encoder", input));
        return _decoder.Export(
            graph, $"{prefix}/decoder", _sharedDecoder.Export(graph, $"{prefix}/shared_decoder", means));
    }

    private static ResNetTranslatorParts Parts(
        ResNetTranslator architecture, TranslatorDesign design, ParameterFactory parameters) => new(
            architecture.Width, design.Normalization ?? architecture.RecommendedNormalization, parameters);

    /// <param name="Count">Blocks of the encoder, and of the decoder.</param>
    /// <param name="Encoder">The encoder's last blocks.</param>
    /// <param name="Decoder">The decoder's first blocks.</param>
    internal sealed record SharedBlocks(int Count, LayerSequence Encoder, LayerSequence Decoder);
}
