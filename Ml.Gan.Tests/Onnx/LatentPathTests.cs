using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public class LatentPathTests
{
    [TestMethod]
    public void The_spherical_path_turns_at_an_even_rate()
    {
        float[] path = LatentPath.Between([2, 0], [0, 2], 4);
        for (int step = 0; step < 4; step++)
        {
            double angle = step * Math.PI / 6;
            OnnxRun.AreClose([(float)(2 * Math.Cos(angle)), (float)(2 * Math.Sin(angle))], path.AsSpan(2 * step, 2));
        }
    }

    [TestMethod]
    public void The_straight_path_has_even_steps() =>
        OnnxRun.AreClose([1, 0, 0, 2, -1, 4], LatentPath.Between([1, 0], [-1, 4], 3, spherical: false));

    [TestMethod]
    [DataRow(1f, 1f)]
    [DataRow(1f, -1f)]
    [DataRow(0f, 1f)]
    [DataRow(1f, 0f)]
    public void Latents_without_one_great_circle_between_them_are_joined_straight(float from, float to) =>
        OnnxRun.AreClose([from, 0, (from + to) / 2, 0, to, 0], LatentPath.Between([from, 0], [to, 0], 3));

    [TestMethod]
    public void A_walk_passes_all_stops_and_comes_back()
    {
        float[] stops = [1, 0, 0, 1, -1, 0, 0, -1];
        float[] walk = LatentPath.Loop(stops, latentSize: 2, steps: 12);
        for (int step = 0; step < 12; step++)
        {
            double angle = step * Math.PI / 6;
            OnnxRun.AreClose([(float)Math.Cos(angle), (float)Math.Sin(angle)], walk.AsSpan(2 * step, 2));
        }
    }

    [TestMethod]
    public void A_walk_needs_stops_and_steps()
    {
        Thrown.With<ArgumentException>("at least 2 stops", () => LatentPath.Loop([1, 2], 2, 8));
        Thrown.With<ArgumentException>("got 3 numbers", () => LatentPath.Loop([1, 2, 3], 2, 8));
        Thrown.With<ArgumentException>("1 steps", () => LatentPath.Loop([1, 2], 1, 1));
    }

    [TestMethod]
    public void Mistakes_are_named()
    {
        Assert.ThrowsExactly<ArgumentException>(() => LatentPath.Between([1], [1, 2], 2));
        Assert.ThrowsExactly<ArgumentException>(() => LatentPath.Between([], [], 2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => LatentPath.Between([1], [2], 1));
    }
}
