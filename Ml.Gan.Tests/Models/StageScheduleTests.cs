using Ml.Gan.Models;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class StageScheduleTests
{
    [TestMethod]
    [DataRow(new[] { 1.0 }, 4, new[] { 4 })]
    [DataRow(new[] { 1.0, 3.0 }, 8, new[] { 2, 6 })]
    [DataRow(new[] { 1.0, 2.0, 4.0 }, 3, new[] { 1, 1, 1 })]
    [DataRow(new[] { 1.0, 1.0, 100.0 }, 10, new[] { 1, 1, 8 })]
    [DataRow(new[] { 100.0, 1.0, 1.0 }, 10, new[] { 8, 1, 1 })]
    public void Stages_take_their_shares_and_at_least_one_step(double[] shares, long steps, int[] lengths)
    {
        var schedule = new StageSchedule(shares, steps);

        int[] stages = [.. Enumerable.Range(0, (int)steps).Select(completed => schedule.At(completed).Stage)];

        CollectionAssert.AreEqual(lengths, stages.GroupBy(stage => stage).Select(group => group.Count()).ToArray());
        CollectionAssert.AreEqual(stages.Order().ToArray(), stages);
    }

    /// <summary>After 150 steps and a tenth of the stage, or with its last step.</summary>
    [TestMethod]
    [DataRow(4000, 0, 0)]
    [DataRow(4000, 2148, 1)]
    [DataRow(4000, 2149, 1)]
    [DataRow(4000, 2199, 2)]
    [DataRow(2000, 1148, 1)]
    [DataRow(2000, 1149, 2)]
    [DataRow(200, 198, 1)]
    [DataRow(200, 199, 2)]
    public void A_stage_has_learned_after_some_time(long steps, long completed, int expected)
    {
        var position = new StageSchedule([1, 1], steps).At(completed);

        Assert.AreEqual(expected, position.Stage + (position.HasLearned && completed > 0 ? 1 : 0));
        Assert.AreEqual(completed == 0 || position.HasLearned ? position.Stage : 0, position.LastLearned);
    }

    [TestMethod]
    public void A_stage_s_last_step_completes_it()
    {
        var schedule = new StageSchedule([1, 1], 8);

        CollectionAssert.AreEqual(
            new[] { 0.25, 0.5, 0.75, 1, 0.25, 0.5, 0.75, 1, 1 },
            Enumerable.Range(0, 9).Select(completed => schedule.At(completed).Progress).ToArray());
    }
}
