using Ml.Gan.Objectives;
using TorchSharp;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class LossSensitiveClassifierTests
{
    private static readonly double[][] s_real = [[2, 0, -1], [0.5, 1.5, 1]], s_generated = [[0, 1, 0], [3, -1, 0]];

    /// <summary>Δ is 1 for the first pair of samples and 0.25 for the second.</summary>
    private readonly EvaluatedBatch _real = Batch([1, 0], s_real), _generated = Batch([0, 0.25], s_generated);

    /// <summary>The labels are 0 and 2.</summary>
    [TestMethod]
    public void Margins_of_pairs_with_labels_are_those_of_minus_log_softmax()
    {
        var objective = new ConditionalLossSensitive { MarginWeight = 10 };
        double[] real = [Loss(s_real[0], 0), Loss(s_real[1], 2)], generated = [
            Loss(s_generated[0], 0), Loss(s_generated[1], 2)];

        AreWorth(objective, real.Average() + 10 * Missed(real, generated), generated.Average());
    }

    /// <summary>Qi, 2017: CLS-GAN's objective on labeled samples and γ E min_y L(x, y) on unlabeled ones.</summary>
    [TestMethod]
    public void Unlabeled_samples_pay_their_lowest_loss_and_labeled_ones_their_margins()
    {
        var objective = new SemiSupervisedLossSensitive { MarginWeight = 10, UnlabeledWeight = 0.5 };
        double[] lowest = [Loss(s_real[0], 0), Loss(s_real[1], 1)];
        double[] real = [Loss(s_real[0], 0), Loss(s_real[1], 2)], generated = [
            Loss(s_generated[0], 0), Loss(s_generated[1], 2)];

        AreWorth(objective, 0.5 * lowest.Average(), generated.Average());
        using var labeled = objective.LabeledLoss(_real, _generated);
        Assert.AreEqual(real.Average() + 10 * Missed(real, generated), labeled.item<double>(), 1e-12);
        Assert.IsTrue(((IClassifyingObjective)objective).GeneratesByLabel);
    }

    [TestMethod]
    [DataRow("semi-supervised-loss-sensitive", 1, false, "semi-supervised-loss-sensitive:1")]
    [DataRow("semi-supervised-loss-sensitive:0.5", 0.5, false, "semi-supervised-loss-sensitive:0.5")]
    [DataRow("semi-supervised-loss-sensitive:margin", 1, true, "semi-supervised-loss-sensitive:1,margin")]
    [DataRow("semi-supervised-loss-sensitive:0.5,margin", 0.5, true, "semi-supervised-loss-sensitive:0.5,margin")]
    public void The_name_says_the_weight_and_the_variant(string text, double weight, bool margin, string name)
    {
        var objective = (SemiSupervisedLossSensitive)Catalog.Objectives.Parse(text);

        Assert.AreEqual(new SemiSupervisedLossSensitive { MarginWeight = weight, Margin = margin }, objective);
        Assert.AreEqual(name, objective.Name);
        Assert.AreEqual(objective, Catalog.Objectives.Parse(objective.Name));
    }

    [TestMethod]
    public void By_margin_unlabeled_samples_count_with_the_class_of_lowest_loss()
    {
        var objective = new SemiSupervisedLossSensitive { MarginWeight = 10, Margin = true };
        double[] real = [Loss(s_real[0], 0), Loss(s_real[1], 1)], generated = [
            Loss(s_generated[0], 1), Loss(s_generated[1], 0)];

        AreWorth(objective, 10 * Missed(real, generated), generated.Average());
    }

    [TestMethod]
    public void The_score_is_minus_the_lowest_loss()
    {
        foreach (var objective in (Objective[])[
            new ConditionalLossSensitive(), new SemiSupervisedLossSensitive()])
        {
            using var realness = objective.Score(_real.Outputs!);
            Assert.AreEqual(-Loss(s_real[0], 0), realness[0].item<double>(), 1e-12);
            Assert.AreEqual(-Loss(s_real[1], 1), realness[1].item<double>(), 1e-12);
        }
    }

    private static double Loss(double[] scores, int label) => Math.Log(scores.Sum(Math.Exp)) - scores[label];

    private static double Missed(double[] real, double[] generated) =>
        (Math.Max(0, 1 + real[0] - generated[0]) + Math.Max(0, 0.25 + real[1] - generated[1])) / 2;

    private void AreWorth(Objective objective, double discriminatorLoss, double generatorLoss)
    {
        using var d = objective.DiscriminatorLoss(_real, _generated);
        using var g = objective.GeneratorLoss(null, _generated);
        Assert.AreEqual(discriminatorLoss, d.item<double>(), 1e-12);
        Assert.AreEqual(generatorLoss, g.item<double>(), 1e-12);
    }

    private static EvaluatedBatch Batch(double[] samples, double[][] scores) =>
        new(torch.tensor(samples, [2, 1]),
            torch.tensor([.. scores.SelectMany(row => row)], [2, 3]))
        { Labels = torch.tensor(new long[] { 0, 2 }) };
}
