using Ml.Gan.Objectives;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class AttributeClassesTests
{
    private static readonly double[] s_real = [0.5, -1, 2, 0, 3, -0.5], s_generated = [1, 1, -3, 0.25, -2, 4];
    private static readonly long[] s_labels = [1, 0];

    private readonly AttributeClasses _objective = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    [TestCleanup]
    public void Release() => _scope.Dispose();

    [TestMethod]
    public void The_discriminator_minimizes_the_cross_entropies_of_labels_and_of_the_third_class()
    {
        double expected = (CrossEntropy(s_real, 0, 1) + CrossEntropy(s_real, 1, 0)) / 2
            + (CrossEntropy(s_generated, 0, 2) + CrossEntropy(s_generated, 1, 2)) / 2;

        double loss = _objective.DiscriminatorLoss(Batch(s_real, s_labels), Batch(s_generated)).item<double>();

        Assert.AreEqual(expected, loss, 1e-12);
        Assert.AreEqual(3, _objective.DiscriminatorOutputs);
    }

    /// <summary>The gradient of a cross-entropy is the softmax, less 1 at the class.</summary>
    [TestMethod]
    public void The_generator_minimizes_that_of_the_class_it_is_to_be_taken_for()
    {
        var generated = Batch(s_generated, s_labels);
        generated.Outputs!.requires_grad_();

        var loss = _objective.GeneratorLoss(null, generated);
        loss.backward();

        Assert.AreEqual(
            (CrossEntropy(s_generated, 0, 1) + CrossEntropy(s_generated, 1, 0)) / 2, loss.item<double>(), 1e-12);
        for (int i = 0; i < s_generated.Length; i++)
        {
            double probability = Math.Exp(-CrossEntropy(s_generated, i / 3, i % 3));
            Assert.AreEqual(
                (probability - (i % 3 == s_labels[i / 3] ? 1 : 0)) / 2,
                generated.Outputs.grad![i / 3, i % 3].item<double>(), 1e-12);
        }
    }

    [TestMethod]
    public void The_score_is_the_logit_of_real_of_either_set_and_onnx_runtime_computes_the_same()
    {
        float[] scores = [.. s_real.Select(score => (float)score)];
        var graph = new OnnxGraph("score");
        graph.Output("score", _objective.ExportScore(graph, graph.Input("outputs", null, 3)));

        float[] exported = OnnxRun.Run(graph, ("outputs", scores, [2, 3]));

        var actual = _objective.Score(Batch(s_real).Outputs!);
        for (int sample = 0; sample < 2; sample++)
        {
            double generated = Math.Exp(-CrossEntropy(s_real, sample, 2));
            double expected = Math.Log((1 - generated) / generated);
            Assert.AreEqual(expected, actual[sample].item<double>(), 1e-12);
            Assert.AreEqual(expected, exported[sample], 1e-6);
        }
    }

    /// <summary>−log of the softmax of a sample's three outputs at a class.</summary>
    private static double CrossEntropy(double[] outputs, int sample, int wanted)
    {
        double sum = 0;
        for (int k = 0; k < 3; k++)
            sum += Math.Exp(outputs[3 * sample + k]);
        return Math.Log(sum) - outputs[3 * sample + wanted];
    }

    private static EvaluatedBatch Batch(double[] outputs, long[]? labels = null) =>
        new(torch.zeros(2, 1), torch.tensor(outputs, [2, 3]))
        {
            Labels = labels is null ? null : torch.tensor(labels),
        };
}
