using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public class VectorConditionsTests
{
    [TestMethod]
    public void Vectors_are_used_in_turn()
    {
        using var generator = EchoGenerator.Vectors();
        var samples = generator.Sample(3, 1, new GeneratorConditions { Vectors = [[1, 2], [3, 4]] });
        OnnxRun.AreClose([1, 2, 3, 4, 1, 2], EchoGenerator.Told(samples).SelectMany(row => row).ToArray());
    }

    [TestMethod]
    public void A_vector_goes_to_another_in_even_steps()
    {
        using var generator = EchoGenerator.Vectors();
        var path = generator.Interpolate(
            [0, 1],
            [0, 1],
            3,
            new GeneratorConditions { Vectors = [[1, -2]] },
            new GeneratorConditions { Vectors = [[2, 2]] });
        OnnxRun.AreClose([1, -2, 1.5f, 0, 2, 2], EchoGenerator.Told(path).SelectMany(row => row).ToArray());
        OnnxRun.AreClose([0, 1, 0, 1, 0, 1], EchoGenerator.Latents(path));
    }

    [TestMethod]
    public void A_missing_or_wrong_vector_is_an_error()
    {
        using var generator = EchoGenerator.Vectors();
        Thrown.With<ArgumentException>(
            "takes a condition vector of 2 numbers for each sample, and none is given", () => generator.Sample(4, 1));
        Thrown.With<ArgumentException>("none is given", () => generator.Generate([1, 2]));
        Thrown.With<ArgumentException>(
            "vector 1 has 3 numbers; the generator takes 2",
            () => generator.Sample(4, 1, new GeneratorConditions { Vectors = [[1, 2], [1, 2, 3]] }));
        Thrown.With<ArgumentException>(
            "vector 0 holds NaN at 1", () => generator.Sample(
                4, 1, new GeneratorConditions { Vectors = [[1, float.NaN]] }));
    }
}
