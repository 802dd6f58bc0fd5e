using System.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

/// <summary>Stochastic gradient descent, with momentum (Polyak, 1964) where asked for, on one buffer.</summary>
internal sealed class FlatSgd : FlatOptimizer
{
    private readonly double _momentum;
    private readonly double _weightDecay;

    /// <inheritdoc cref="FlatAdam(IReadOnlyList{Parameter}, AdamSettings, double, bool?)"/>
    public FlatSgd(
        IReadOnlyList<Parameter> parameters, SgdSettings settings, double weightDecay, bool? isManaged = null)
        : base(parameters, settings.LearningRate, settings.Momentum == 0 ? [] : ["momentum_buffer"], isManaged) =>
        (_momentum, _weightDecay) = (settings.Momentum, weightDecay);

    /// <inheritdoc/>
    protected override void Update(
        Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, long step) =>
        Elementwise.Apply(new Rule(_momentum, _weightDecay, LearningRate), weights, gradient, first, second);

    /// <inheritdoc/>
    protected override void Update(Tensor weights, Tensor gradient, Tensor[] states, long step)
    {
        var decayed = _weightDecay == 0 ? gradient : gradient.add(weights, alpha: _weightDecay);
        weights.add_(_momentum == 0 ? decayed : states[0].mul_(_momentum).add_(decayed), alpha: -LearningRate);
    }

    private readonly struct Rule(double momentum, double weightDecay, double size) : IElementwise
    {
        private readonly Vector<float> _momentum = new((float)momentum), _weightDecay = new((float)weightDecay);
        private readonly Vector<float> _size = new((float)size);

        public void Apply(
            ref Vector<float> weights, Vector<float> gradient, ref Vector<float> velocity, ref Vector<float> unused)
        {
            velocity = velocity * _momentum + (gradient + _weightDecay * weights);
            weights -= _size * velocity;
        }
    }
}
