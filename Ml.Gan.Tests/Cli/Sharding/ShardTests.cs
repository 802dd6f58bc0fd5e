using Ml.Gan.Cli.Sharding;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Cli.Sharding;

[TestClass]
public sealed class ShardTests
{
    private static readonly IReadOnlyDictionary<string, string> s_nothing = new Dictionary<string, string>();

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(7)]
    [DataRow(16)]
    [DataRow(1000)]
    public void Parts_follow_each_other_and_differ_by_one_at_most(int count)
    {
        SampleRange[] parts = [.. Enumerable.Range(0, count).Select(i => new Shard(i, count).Of(new(100, 1000)))];
        Assert.AreEqual(100, parts[0].First);
        Assert.AreEqual(1100, parts[^1].End);
        foreach (var (one, next) in parts.Zip(parts.Skip(1)))
            Assert.AreEqual(one.End, next.First);
        Assert.IsLessThanOrEqualTo(1, parts.Max(part => part.Count) - parts.Min(part => part.Count));
    }

    [TestMethod]
    public void The_largest_numbers_do_not_overflow()
    {
        var part = new Shard(99_999, 100_000).Of(new SampleRange(0, int.MaxValue));
        Assert.AreEqual(int.MaxValue, part.End);
        Assert.AreEqual(21_475, part.Count);
    }

    [TestMethod]
    public void Parts_are_counted_from_0()
    {
        Assert.AreEqual(new Shard(3, 16), Parse("3/16", s_nothing));
        string[] wrong = ["16/16", "3", "3/0", "-1/4", "a/4", "3/b", "1/2/3", "", "1/99999999999"];
        foreach (string text in wrong)
            Thrown.With<GanOptionException>("from 0", () => Parse(text, s_nothing));
        Thrown.With<GanOptionException>("the last of 16 is 15/16", () => Parse("16/16", s_nothing));
        Thrown.With<GanOptionException>("leave parts empty", () => new Shard(0, 3).Of(new SampleRange(0, 2)));
    }

    [TestMethod]
    [DataRow("auto/16", "JOB_COMPLETION_INDEX=3", 3, 16, "JOB_COMPLETION_INDEX")]
    [DataRow("auto/16", "SLURM_ARRAY_TASK_ID=15", 15, 16, "SLURM_ARRAY_TASK_ID")]
    [DataRow("auto/16", "OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=4", 2, 16, "OMPI_COMM_WORLD_RANK")]
    [DataRow("auto", "OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=4", 2, 4, "OMPI_COMM_WORLD_RANK")]
    [DataRow("auto", "PMI_RANK=1 PMI_SIZE=2", 1, 2, "PMI_RANK")]
    [DataRow("auto", "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3",
        1, 4, "SLURM_ARRAY_TASK_ID")]
    [DataRow("auto/4", "SLURM_ARRAY_TASK_ID=1 PMI_RANK=0 PMI_SIZE=1", 1, 4, "SLURM_ARRAY_TASK_ID")]
    public void The_index_comes_from_the_cluster(string text, string set, int index, int count, string source) =>
        Assert.AreEqual(new Shard(index, count, source), Parse(text, Variables(set)));

    [TestMethod]
    [DataRow("auto/16", "", "none of them is set")]
    [DataRow("auto", "JOB_COMPLETION_INDEX=3", "not of how many")]
    [DataRow("auto", "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=4",
        "not of how many")]
    [DataRow("auto/16", "SLURM_ARRAY_TASK_ID=16", "--array=0-15")]
    [DataRow("auto/16", "JOB_COMPLETION_INDEX=x", "which is no index")]
    [DataRow("auto/4", "SLURM_ARRAY_TASK_ID=1 PMI_RANK=0 PMI_SIZE=2", "SLURM_ARRAY_TASK_ID says 1/4 and PMI_RANK")]
    public void What_the_cluster_does_not_say_is_not_guessed(string text, string set, string message) =>
        Thrown.With<GanOptionException>(message, () => Parse(text, Variables(set)));

    private static Shard Parse(string text, IReadOnlyDictionary<string, string> variables) =>
        Shard.Parse(text, name => variables.GetValueOrDefault(name));

    private static Dictionary<string, string> Variables(string set) => set
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('='))
        .ToDictionary(one => one[0], one => one[1]);
}
