using Ml.Gan.Native;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Spectral normalization (Miyato et al., 2018): a layer's weight W becomes W/σ(W), where σ is the largest singular
/// value of W as a matrix (outputs, everything else). One power iteration in each training forward follows σ as W
/// changes; in inference mode the vector it has found stays as it is. Differentiable in W, twice.
/// </summary>
public sealed class SpectralNormalization : nn.Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-12;

    [ComponentName(Name = "left")]
    private Tensor _left;

    /// <summary>Creates the normalization of one weight.</summary>
    /// <param name="left">First guess of W's left singular vector, (outputs), of length 1; owned from then on.</param>
    public SpectralNormalization(Tensor left)
        : base("spectral_norm")
    {
        _left = left;
        register_buffer("left", _left);
    }

    /// <summary>W/σ(W) of a weight (outputs, …), after a power iteration in training mode.</summary>
    public override Tensor forward(Tensor weight)
    {
        if (training)
            Iterate(weight);
        return Normalize(weight);
    }

    /// <summary>W/σ(W) by the vector found so far, in whatever mode.</summary>
    public Tensor Normalize(Tensor weight)
    {
        var matrix = Matrix(weight);
        Tensor left, right;
        using (no_grad())
        {
            left = Unit(_left);
            right = Unit(left.matmul(matrix));
        }
        return weight / left.dot(matrix.mv(right));
    }

    private void Iterate(Tensor weight)
    {
        using var frozen = no_grad();
        var matrix = Matrix(weight);
        _left.copy_(Unit(matrix.mv(Unit(_left.matmul(matrix)))));
    }

    private static Tensor Matrix(Tensor weight) => weight.reshape(weight.shape[0], -1);

    private static Tensor Unit(Tensor vector) => vector / (vector.norm() + Epsilon);
}

internal static class SpectralNormalizations
{
    /// <summary>Registers the normalization of a layer's weight of so many outputs.</summary>
    public static SpectralNormalization AddSpectralNormalization(
        this Layer layer, int outputs, ParameterFactory parameters)
    {
        var normalization = new SpectralNormalization(parameters.Direction(outputs));
        layer.register_module("spectral_norm", normalization);
        return normalization;
    }

    /// <summary>The numbers of a weight as inference uses it, divided by σ where there is a normalization.</summary>
    public static float[] Exported(this SpectralNormalization? normalization, Tensor weight)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        return (normalization?.Normalize(weight) ?? weight).ToFloats();
    }
}
