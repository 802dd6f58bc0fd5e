using System.Text.Json;
using Ml.Gan.Networks;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ConvolutionsTests
{
    [TestMethod]
    public void They_are_right_for_every_number_of_channels() =>
        AssertRight(ConvolutionSweep.Run([.. ConvolutionCase.All(part: 1)]));

    [TestMethod]
    public void They_are_right_where_penalties_differentiate_twice() =>
        AssertRight(ConvolutionSweep.Run([.. ConvolutionCase.Doubly(part: 1)]));

    [TestMethod]
    [DataRow("1", "")]
    [DataRow("2", "")]
    [DataRow("1", "AVX2")]
    [DataRow("2", "AVX2")]
    public void They_are_right_with_other_threads_and_instructions(string threads, string instructions) =>
        AssertRight(RunAlone(threads, instructions));

    [TestMethod]
    [DataRow("1", "")]
    [DataRow("2", "")]
    [DataRow("1", "AVX2")]
    public void They_are_right_where_the_processor_hides_its_caches(string threads, string instructions)
    {
        var found = RunAlone(threads, instructions, ConvolutionSweep.HideCaches);
        RequireHidden(found);

        Assert.AreEqual(ConvolutionPath.PaddedChannels, found.Path);
        AssertRight(found);
    }

    /// <summary>So that the tests above can fail.</summary>
    [TestMethod]
    public void They_are_wrong_there_where_they_are_used_as_they_are()
    {
        var found = RunAlone("1", "", ConvolutionSweep.HideCaches, ConvolutionSweep.Direct);
        RequireHidden(found);

        Assert.IsGreaterThan(found.Count / 100, found.Wrong);
    }

    private static void AssertRight(ConvolutionSweep.Result found) => Assert.AreEqual(0, found.Wrong, found.ToString());

    private static void RequireHidden(ConvolutionSweep.Result found)
    {
        bool hiddenAnyway = !Directory.Exists("/sys/devices/system/cpu/cpu0/cache/index0");
        if (found.CachesHidden != true && !hiddenAnyway)
            Assert.Inconclusive(
                "What oneDNN knows of the caches wasn't found in this libtorch, so it can't be hidden.");
    }

    private static ConvolutionSweep.Result RunAlone(string threads, string instructions, params string[] arguments)
    {
        var settings = new List<(string, string)> { ("OMP_NUM_THREADS", threads), ("OMP_WAIT_POLICY", "passive") };
        if (instructions.Length > 0)
            settings.Add(("DNNL_MAX_CPU_ISA", instructions));
        string output = OwnProcess.Run([ConvolutionSweep.Command, .. arguments], [.. settings]).Output;
        return JsonSerializer.Deserialize<ConvolutionSweep.Result>(
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!;
    }
}
