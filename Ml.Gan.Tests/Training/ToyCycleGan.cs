using Ml.Gan.Networks;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

/// <summary>CycleGAN (Zhu et al., 2017) between two normal distributions: two generators, two discriminators.</summary>
internal sealed class ToyCycleGan : GanModel
{
    private readonly Generator _random = new(4);
    private readonly ParameterFactory _parameters = new(seed: 3, CPU);
    private readonly LayerSequence _toB, _toA, _ofA, _ofB;

    public ToyCycleGan(long steps) : base(new() { Steps = steps, BatchSize = 128, LinearDecayStart = 0.5 })
    {
        (_toB, _toA) = (Network("generator_ab", 1, 1), Network("generator_ba", 1, 1));
        (_ofA, _ofB) = (Network("discriminator_a", 1, 32, 32, 1), Network("discriminator_b", 1, 32, 32, 1));
        Networks = [.. new[] { _toB, _toA, _ofA, _ofB }.Select(part => new NamedNetwork(part.GetName(), part))];
        Phases = [PhaseOf("d", _ofA, _ofB), PhaseOf("g", _toB, _toA)];
    }

    public override IReadOnlyList<NamedNetwork> Networks { get; }
    public override IReadOnlyList<Phase> Phases { get; }
    public override int SamplesPerStep => Options.BatchSize;
    public Tensor A(long count) => (randn(count, 1, generator: _random) * 0.5) - 1;
    public Tensor B(long count) => randn(count, 1, generator: _random) + 1;
    public Tensor ToB(Tensor a) => _toB.call(a);
    public Tensor ToA(Tensor b) => _toA.call(b);

    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var (a, b) = (A(Options.BatchSize), B(Options.BatchSize));
        return new Pair(a, b, FakeA: ToA(b), FakeB: ToB(a));
    }

    public override LossTerms Losses(Phase phase, Batch batch)
    {
        var (a, b, fakeA, fakeB) = (Pair)batch;
        return phase.Name == "d"
            ? new LossTerms().Add("a", LeastSquares(_ofA, a, 1) + LeastSquares(_ofA, fakeA.detach(), 0))
                .Add("b", LeastSquares(_ofB, b, 1) + LeastSquares(_ofB, fakeB.detach(), 0))
            : new LossTerms().Add("a", LeastSquares(_ofA, fakeA, 1)).Add("b", LeastSquares(_ofB, fakeB, 1))
                .Add("cycle", (ToA(fakeB) - a).abs().mean() + (ToB(fakeA) - b).abs().mean(), weight: 0.5);
    }

    protected override void Dispose(bool disposing) => Array.ForEach<IDisposable>(
        [_random, _parameters, .. Phases, .. Networks.Select(network => network.Module)], part => part.Dispose());

    private static Tensor LeastSquares(LayerSequence discriminator, Tensor samples, double target) =>
        (discriminator.call(samples) - target).square().mean() * 0.5;

    private static Phase PhaseOf(string name, LayerSequence one, LayerSequence other) => new(
        name, [.. one.parameters(), .. other.parameters()],
        new AdamSettings { LearningRate = 5e-3 }.Create([.. one.parameters(), .. other.parameters()]));
    private LayerSequence Network(string name, params int[] widths) => new(name, [.. widths.Zip(widths.Skip(1))
        .SelectMany(pair => (Layer[])[new LeakyRelu(), new Linear(pair.First, pair.Second, _parameters)]).Skip(1)]);

    private sealed record Pair(Tensor A, Tensor B, Tensor FakeA, Tensor FakeB) : Batch;
}
