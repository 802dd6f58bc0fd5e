using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

/// <summary>
/// Matching-aware discriminators (StackGAN: Zhang et al., 2017), here of linear D(x, y) = w·(x, y) + b, of which
/// everything can be worked out.
/// </summary>
[TestClass]
public sealed class MatchingTests
{
    private const int Count = 6;

    public static IEnumerable<object[]> Objectives =>
        [[new NonSaturating()], [new Hinge()], [new LeastSquares()], [new WassersteinGp()]];

    /// <summary>Labels 0 0 1 1 1 0 go round by one as 0 1 1 1 0 0: the second and the fifth one are wrong.</summary>
    [TestMethod]
    [DynamicData(nameof(Objectives))]
    public void Real_samples_with_the_conditions_of_others_are_a_third_kind(Objective objective)
    {
        using var scope = NewDisposeScope();
        using var gan = Create(objective);
        gan.BeginStep();
        var batch = Labeled((LatentBatch)gan.NextBatch([gan.Phases[0]]), [0, 0, 1, 1, 1, 0]);

        var terms = gan.Losses(gan.Phases[0], batch).Terms;

        var (weight, bias) = (gan.Phases[0].Parameters[0], gan.Phases[0].Parameters[1]);
        Tensor D(Tensor samples, params long[] labels) => nn.functional.linear(
            torch.cat([samples, nn.functional.one_hot(tensor(labels), 2).to_type(ScalarType.Float32)], 1), weight, bias)
            .view(-1);
        var score = (ScoreObjective)objective;
        var real = D(batch.Real.Samples, 0, 0, 1, 1, 1, 0);
        var generated = D(batch.Generated, 0, 0, 1, 1, 1, 0);
        var wrong = D(batch.Real.Samples, 0, 1, 1, 1, 0, 0);
        var differing = tensor((long[])[1, 4]);
        AreClose(score.DiscriminatorLoss(real, generated) / 2, terms["adversarial"]);
        AreClose(
            score.DiscriminatorLoss(real.index_select(0, differing), wrong.index_select(0, differing)) / 2,
            terms["matching"]);

        static void AreClose(Tensor expected, Tensor found) =>
            Assert.AreEqual(expected.item<float>(), found.item<float>(), 1e-5);
    }

    [TestMethod]
    public void Without_a_wrong_condition_the_loss_is_the_objective_s()
    {
        using var scope = NewDisposeScope();
        using var gan = Create(new NonSaturating());
        gan.BeginStep();
        var batch = Labeled((LatentBatch)gan.NextBatch([gan.Phases[0]]), [1, 1, 1, 1, 1, 1]);

        CollectionAssert.AreEqual(
            new[] { "adversarial" }, gan.Losses(gan.Phases[0], batch).Terms.Keys.ToArray());
    }

    /// <summary>The sign of a sample is its condition.</summary>
    [TestMethod]
    public void A_matching_aware_discriminator_learns_what_conditions_mean()
    {
        using var data = TestData.Labeled(512, (0, 1));
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Matching(new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [32] }),
                Condition = new LabelCondition(),
                LatentSize = 2,
                BatchSize = 64,
                Steps = 300,
            },
            data);
        new GanTrainer(gan).Train();
        float[] samples = [-1.2f, -0.7f, 0.7f, 1.2f];

        double Loss(params int[] labels) => gan.Score(samples, new Ml.Gan.Onnx.GeneratorConditions { Labels = labels })
            .Average(score => Math.Log(1 + Math.Exp(-score)));

        Assert.IsGreaterThan(Loss(0, 0, 1, 1) + 0.5, Loss(1, 1, 0, 0));
    }

    [TestMethod]
    public void A_stackgan_is_matching_aware()
    {
        using var scope = NewDisposeScope();
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new StackGan { Width = 1 },
                Condition = new VectorCondition(),
                BatchSize = 4,
                Steps = 4,
            },
            new Glyphs(32));
        gan.BeginStep();

        var terms = gan.Losses(gan.Phases[0], gan.NextBatch([gan.Phases[0]])).Terms;

        CollectionAssert.AreEqual(new[] { "adversarial", "matching" }, terms.Keys.ToArray());
    }

    private static LatentGan Create(Objective objective) => new(
        new LatentGanOptions
        {
            Network = new Matching(new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [] }),
            Objective = objective,
            Condition = new LabelCondition(),
            LatentSize = 2,
            BatchSize = Count,
            Steps = 1,
        },
        TestData.Labeled(64, (0, 1), (1, 1)));

    private static LatentBatch Labeled(LatentBatch batch, long[] labels) => batch with
    {
        Real = batch.Real with
        {
            Labels = tensor(labels),
            Condition = nn.functional.one_hot(tensor(labels), 2).to_type(ScalarType.Float32),
        },
    };

    private sealed record Matching(Mlp Networks) : NetworkArchitecture
    {
        public override string Name => "matching";

        public override bool IsMatchingAware => true;

        public override void Check(SampleShape shape) => Networks.Check(shape);

        public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters) =>
            Networks.CreateGenerator(design, parameters);

        public override DiscriminatorNetwork CreateDiscriminator(
            DiscriminatorDesign design, ParameterFactory parameters) =>
            Networks.CreateDiscriminator(design, parameters);
    }
}
