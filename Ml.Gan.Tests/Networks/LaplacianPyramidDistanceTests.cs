using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class LaplacianPyramidDistanceTests : LayerTests
{
    [TestMethod]
    [DataRow(0.7)]
    [DataRow(-0.2)]
    public void Images_that_differ_by_a_constant_are_as_far_apart_as_that(double constant)
    {
        var images = Numeric.Normal(Random, 3, 2, 32, 32);

        Assert.AreEqual(Math.Abs(constant), Distance(images + constant, images).ToDouble(), 1e-9);
        Assert.AreEqual(0, Distance(images, images).ToDouble());
    }

    [TestMethod]
    public void A_checkerboard_of_single_pixels_is_in_the_finest_level_alone()
    {
        var columns = torch.arange(16, float64) % 2 * 2 - 1;
        var board = (columns.view(1, 1, 1, 16) * columns.view(1, 1, 16, 1)) * 0.3;

        Assert.AreEqual(0.3, Distance(board, torch.zeros_like(board)).ToDouble(), 1e-12);
    }

    [TestMethod]
    public void A_pixel_counts_in_every_level_by_what_is_left_of_it()
    {
        double[,] image = new double[8, 8];
        image[2, 5] = 1;
        double[,] half = new double[4, 4];
        half[1, 2] = 0.25;
        double finest = 0;
        for (int row = 0; row < 8; row++)
            for (int column = 0; column < 8; column++)
                finest += Math.Abs(image[row, column] - 0.25 * Weight(row, 1) * Weight(column, 2)) / 64;

        var difference = torch.tensor(image.Cast<double>().ToArray(), [1, 1, 8, 8]);

        Assert.AreEqual(
            finest + 0.25 / 16, Distance(difference, torch.zeros_like(difference)).ToDouble(), 1e-12);
        Assert.AreEqual(1, Enumerable.Range(0, 8).Sum(row => Weight(row, 1)) / 2, 1e-12);
    }

    [TestMethod]
    public void Odd_sizes_end_the_pyramid_and_the_gradient_agrees_with_finite_differences()
    {
        var other = Numeric.Normal(Random, 1, 1, 14, 14);
        var image = Numeric.Normal(Random, 1, 1, 14, 14).requires_grad_();

        var gradient = autograd.grad([Distance(image, other)], [image])[0];

        Numeric.AreClose(
            Numeric.Gradient(at => Distance(at.view(1, 1, 14, 14), other), image.detach()), gradient, 1e-6);
    }

    private static Tensor Distance(Tensor left, Tensor right)
    {
        using var distance = new LaplacianPyramidDistance();
        return distance.call(left, right);
    }

    /// <summary>
    /// What the coarse pixel <paramref name="of"/> gives to a fine one, whose center lies a quarter of a coarse pixel
    /// off the center of its own.
    /// </summary>
    private static double Weight(int fine, int of) =>
        Math.Max(0, 1 - Math.Abs((fine + 0.5) / 2 - 0.5 - of));
}
