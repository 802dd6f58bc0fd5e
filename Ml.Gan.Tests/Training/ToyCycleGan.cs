using Ml.Gan.Networks;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

/// <summary>
/// CycleGAN (Zhu et al., 2017) between two normal distributions on the line: two generators, two discriminators.
/// </summary>
internal sealed class ToyCycleGan : GanModel
{
    private readonly Generator _random = new(4);
    private readonly Phase _discriminators, _generators;
    private readonly LayerSequence _toB, _toA, _judgeA, _judgeB;

    public ToyCycleGan(long steps)
        : base(new TrainingOptions { Steps = steps, BatchSize = 128, LinearDecayStart = 0.5 })
    {
        using var parameters = new ParameterFactory(seed: 3, CPU);
        (_toB, _toA) = (
            new LayerSequence("ab", [new Linear(1, 1, parameters)]),
            new LayerSequence("ba", [new Linear(1, 1, parameters)]));
        (_judgeA, _judgeB) = (Discriminator("a"), Discriminator("b"));
        (_generators, _discriminators) = (PhaseOf("g", _toB, _toA), PhaseOf("d", _judgeA, _judgeB));
        Networks =
        [
            new("generator_ab", _toB), new("generator_ba", _toA),
            new("discriminator_a", _judgeA), new("discriminator_b", _judgeB),
        ];
        Phases = [_discriminators, _generators];

        LayerSequence Discriminator(string name) =>
            new(name,
            [
                new Linear(1, 32, parameters), new LeakyRelu(), new Linear(32, 32, parameters), new LeakyRelu(),
                new Linear(32, 1, parameters),
            ]);
        Phase PhaseOf(string name, LayerSequence one, LayerSequence other) => new(
            name, [.. one.parameters(), .. other.parameters()],
            new AdamSettings { LearningRate = 5e-3 }.Create([.. one.parameters(), .. other.parameters()]));
    }

    public override IReadOnlyList<NamedNetwork> Networks { get; }
    public override IReadOnlyList<Phase> Phases { get; }
    public override int SamplesPerStep => Options.BatchSize;

    public Tensor A(long count) => randn(count, 1, generator: _random) * 0.5 - 1;
    public Tensor B(long count) => randn(count, 1, generator: _random) + 1;
    public Tensor ToB(Tensor a) => _toB.call(a);
    public Tensor ToA(Tensor b) => _toA.call(b);

    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var (a, b) = (A(Options.BatchSize), B(Options.BatchSize));
        return new Pair(a, b, ToB(a), ToA(b));
    }

    public override LossTerms Losses(Phase phase, Batch batch)
    {
        var (a, b, fakeB, fakeA) = (Pair)batch;
        return phase == _discriminators
            ? new LossTerms().Add("a", Square(_judgeA, a, 1) + Square(_judgeA, fakeA.detach(), 0))
                .Add("b", Square(_judgeB, b, 1) + Square(_judgeB, fakeB.detach(), 0))
            : new LossTerms().Add("a", Square(_judgeA, fakeA, 1)).Add("b", Square(_judgeB, fakeB, 1))
                .Add("cycle", (ToA(fakeB) - a).abs().mean() + (ToB(fakeA) - b).abs().mean(), weight: 0.5);
    }

    protected override void Dispose(bool disposing) =>
        Array.ForEach<IDisposable>([_random, .. Phases, .. Networks.Select(n => n.Module)], part => part.Dispose());

    private static Tensor Square(LayerSequence judge, Tensor samples, double target) =>
        (judge.call(samples) - target).square().mean() * 0.5;

    private sealed record Pair(Tensor A, Tensor B, Tensor FakeB, Tensor FakeA) : Batch;
}
