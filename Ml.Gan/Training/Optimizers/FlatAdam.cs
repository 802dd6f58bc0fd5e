using System.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

/// <summary>Adam (Kingma and Ba, 2015) on one buffer.</summary>
internal sealed class FlatAdam : FlatOptimizer
{
    private const double Epsilon = 1e-8;

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _weightDecay;

    /// <inheritdoc cref="FlatOptimizer(IReadOnlyList{Parameter}, double, string[], bool?)"/>
    /// <param name="parameters">What learns.</param>
    /// <param name="settings">Step size and decays.</param>
    /// <param name="weightDecay">λ of the L2 penalty.</param>
    /// <param name="isManaged">Whether steps are computed here.</param>
    public FlatAdam(
        IReadOnlyList<Parameter> parameters, AdamSettings settings, double weightDecay, bool? isManaged = null)
        : base(parameters, settings.LearningRate, ["exp_avg", "exp_avg_sq"], isManaged) =>
        (_beta1, _beta2, _weightDecay) = (settings.Beta1, settings.Beta2, weightDecay);

    /// <inheritdoc/>
    protected override void Update(
        Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, long step)
    {
        var (size, root) = Corrections(step);
        new Rule(_beta1, _beta2, _weightDecay, size, 1 / root).Apply(weights, gradient, first, second);
    }

    /// <inheritdoc/>
    protected override void Update(Tensor weights, Tensor gradient, Tensor[] states, long step)
    {
        var (size, root) = Corrections(step);
        var decayed = _weightDecay == 0 ? gradient : gradient.add(weights, alpha: _weightDecay);
        states[0].mul_(_beta1).add_(decayed, alpha: 1 - _beta1);
        states[1].mul_(_beta2).addcmul_(decayed, decayed, value: 1 - _beta2);
        weights.addcdiv_(states[0], states[1].sqrt().div_(root).add_(Epsilon), value: -size);
    }

    /// <summary>Step size and root by which the averages' beginning with zeros is made up for.</summary>
    private (double Size, double Root) Corrections(long step) =>
        (LearningRate / (1 - Math.Pow(_beta1, step)), Math.Sqrt(1 - Math.Pow(_beta2, step)));

    private readonly struct Rule(double beta1, double beta2, double weightDecay, double size, double scale)
        : IElementwise
    {
        private readonly Vector<float> _beta1 = new((float)beta1), _rest1 = new((float)(1 - beta1));
        private readonly Vector<float> _beta2 = new((float)beta2), _rest2 = new((float)(1 - beta2));
        private readonly Vector<float> _weightDecay = new((float)weightDecay), _size = new((float)size);
        private readonly Vector<float> _scale = new((float)scale), _epsilon = new((float)Epsilon);

        public void Apply(
            ref Vector<float> weights, Vector<float> gradient, ref Vector<float> mean, ref Vector<float> square)
        {
            gradient += _weightDecay * weights;
            mean = mean * _beta1 + gradient * _rest1;
            square = square * _beta2 + gradient * gradient * _rest2;
            weights -= _size * (mean / (Vector.SquareRoot(square) * _scale + _epsilon));
        }

        public void Apply(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square) =>
            Elementwise.Apply(this, weights, gradient, mean, square);
    }
}
