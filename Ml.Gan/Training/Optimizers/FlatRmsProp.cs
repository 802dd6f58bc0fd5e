using System.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

/// <summary>RMSprop (Tieleman and Hinton, 2012) on one buffer.</summary>
internal sealed class FlatRmsProp : FlatOptimizer
{
    private const double Epsilon = 1e-8;

    private readonly double _alpha;
    private readonly double _weightDecay;

    /// <inheritdoc cref="FlatAdam(IReadOnlyList{Parameter}, AdamSettings, double, bool?)"/>
    public FlatRmsProp(
        IReadOnlyList<Parameter> parameters, RmsPropSettings settings, double weightDecay, bool? isManaged = null)
        : base(parameters, settings.LearningRate, ["square_avg"], isManaged) =>
        (_alpha, _weightDecay) = (settings.Alpha, weightDecay);

    /// <inheritdoc/>
    protected override void Update(
        Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, long step) =>
        Elementwise.Apply(new Rule(_alpha, _weightDecay, LearningRate), weights, gradient, first, second);

    /// <inheritdoc/>
    protected override void Update(Tensor weights, Tensor gradient, Tensor[] states, long step)
    {
        var decayed = _weightDecay == 0 ? gradient : gradient.add(weights, alpha: _weightDecay);
        states[0].mul_(_alpha).addcmul_(decayed, decayed, value: 1 - _alpha);
        weights.addcdiv_(decayed, states[0].sqrt().add_(Epsilon), value: -LearningRate);
    }

    private readonly struct Rule(double alpha, double weightDecay, double size) : IElementwise
    {
        private readonly Vector<float> _alpha = new((float)alpha), _rest = new((float)(1 - alpha));
        private readonly Vector<float> _weightDecay = new((float)weightDecay), _size = new((float)size);
        private readonly Vector<float> _epsilon = new((float)Epsilon);

        public void Apply(
            ref Vector<float> weights, Vector<float> gradient, ref Vector<float> square, ref Vector<float> unused)
        {
            gradient += _weightDecay * weights;
            square = square * _alpha + gradient * gradient * _rest;
            weights -= _size * (gradient / (Vector.SquareRoot(square) + _epsilon));
        }
    }
}
