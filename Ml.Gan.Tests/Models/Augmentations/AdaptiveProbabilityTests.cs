using Ml.Gan.Models.Augmentations;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Augmentations;

[TestClass]
public sealed class AdaptiveProbabilityTests
{
    private static readonly float[] s_overfitting = [5, 1, 2, 3], s_doubting = [5, -1, 2, -3];

    [TestMethod]
    public void Rises_every_four_updates_by_their_share_of_the_ramp_while_the_discriminator_overfits()
    {
        using var probability = Create();
        for (int update = 1; update <= 12; update++)
        {
            Observe(probability, s_overfitting);
            Assert.AreEqual(update / 4 * (4 * 64 / 500_000.0), probability.Value, 1e-12, $"after {update} updates");
        }
    }

    [TestMethod]
    public void Falls_at_the_same_speed_otherwise_and_not_below_zero()
    {
        using var probability = Create();
        Observe(probability, s_overfitting, times: 12);
        Observe(probability, s_doubting, times: 4);
        Assert.AreEqual(2 * 4 * 64 / 500_000.0, probability.Value, 1e-12);

        Observe(probability, s_doubting, times: 40);
        Assert.AreEqual(0, probability.Value);
    }

    [TestMethod]
    public void Does_not_rise_above_one()
    {
        using var probability = Create(ramp: 1000);
        Observe(probability, s_overfitting, times: 40);

        Assert.AreEqual(1, probability.Value);
    }

    [TestMethod]
    public void Follows_the_mean_sign_over_the_updates_since_the_last_change()
    {
        // Three of four updates with all signs positive and one with all negative: E[sign] = ½, below the target of
        // 0.6.
        using var probability = Create(ramp: 1000);
        Observe(probability, s_overfitting, times: 4);
        Observe(probability, s_overfitting, times: 3);
        Observe(probability, [-1, -1, -1, -1]);

        Assert.AreEqual(0, probability.Value);
    }

    private static AdaptiveProbability Create(double ramp = 500_000) => new(0.6, ramp, CPU);

    private static void Observe(AdaptiveProbability probability, float[] scores, int times = 1)
    {
        using var scope = NewDisposeScope();
        for (int i = 0; i < times; i++)
            probability.Observe(tensor(scores), images: 64);
    }
}
