using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Auto-encoder, and a generator of its codes: the first stage's "generated" images are reconstructions of real ones,
/// the second's are codes. New, it is in the second.
/// </summary>
internal sealed class GmmnGenerator : GeneratorNetwork
{
    private readonly CodeEncoder _encoder;
    private readonly LayerSequence _decoder;
    private readonly GeneratorNetwork _codes;
    private bool _learnsCodes = true;

    /// <summary>Creates the network, which owns its parts from then on.</summary>
    /// <param name="design">What it is made for.</param>
    /// <param name="encoder">Images to codes, (N, k).</param>
    /// <param name="decoder">Codes to images.</param>
    /// <param name="codes">Latents and conditions to codes.</param>
    public GmmnGenerator(
        GeneratorDesign design, CodeEncoder encoder, LayerSequence decoder, GeneratorNetwork codes)
        : base(design)
    {
        (_encoder, _decoder, _codes) = (encoder, decoder, codes);
        register_module("encoder", encoder);
        register_module("decoder", decoder);
        register_module("codes", codes);
    }

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts => _learnsCodes ? [_codes] : [_encoder, _decoder];

    /// <inheritdoc/>
    public override void Enter(StagePosition position) => _learnsCodes = position.Stage == 1;

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition) =>
        _decoder.call(_codes.call(latents, condition));

    /// <inheritdoc/>
    public override Tensor GenerateStage(Tensor latents, Tensor? condition, Tensor real) =>
        _learnsCodes ? _codes.call(latents, condition) : _decoder.call(_encoder.call(real));

    /// <inheritdoc/>
    public override Tensor? StageLoss(Tensor generated, Tensor real) =>
        _learnsCodes ? null : nn.functional.mse_loss(generated, real);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition) =>
        _decoder.Export(graph, "decoder", _codes.Export(graph, latent, condition));

    /// <summary>
    /// Codes, (N, k), by the encoder, which learns no more. They are normalized over the batch, as the decoder has
    /// learned them: running statistics are those of an encoder with dropout, which this is not.
    /// </summary>
    public Tensor Encode(Tensor images)
    {
        using var frozen = no_grad();
        return _encoder.Settled(images);
    }
}

/// <summary>
/// Images, (N, C, H, W), to codes, (N, k): a discriminator's layers, whose k outputs are batch-normalized.
/// </summary>
internal sealed class CodeEncoder : nn.Module<Tensor, Tensor>
{
    private readonly DiscriminatorNetwork _layers;
    private readonly BatchNorm _norm;
    private readonly int _size;

    public CodeEncoder(DiscriminatorNetwork layers, int size, ParameterFactory parameters)
        : base("encoder")
    {
        (_layers, _norm, _size) = (layers, new BatchNorm(size, parameters, affine: false), size);
        register_module("layers", layers);
        register_module("norm", _norm);
    }

    /// <summary>The codes without dropout, normalized over the batch; nothing changes.</summary>
    public Tensor Settled(Tensor images)
    {
        eval();
        _norm.train();
        _norm.TracksStatistics = false;
        var codes = call(images);
        _norm.TracksStatistics = true;
        return codes;
    }

    public override Tensor forward(Tensor images) => _norm.call(_layers.call(images, null).view(-1, _size));
}

/// <summary>Real images, and in the second stage their codes.</summary>
internal sealed class CodeView(GmmnGenerator generator) : StageView
{
    private bool _showsCodes = true;

    /// <inheritdoc/>
    public override void Enter(StagePosition position) => _showsCodes = position.Stage == 1;

    /// <inheritdoc/>
    public override Tensor Of(Tensor samples) => _showsCodes ? generator.Encode(samples) : samples;
}
