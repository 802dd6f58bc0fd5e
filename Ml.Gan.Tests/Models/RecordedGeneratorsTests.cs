using System.Text.Json;
using Ml.Gan.Networks;
using TorchSharp;

namespace Ml.Gan.Tests.Models;

/// <summary>
/// What some steps of training have given ever since they were recorded: changes that must not touch the arithmetic
/// don't. SHA-256 of the exported graph without its metadata, which names parts that may be renamed. Numbers differ
/// between processors, so that the file says which one it is for; <c>MLGAN_TESTS_RECORD=FILE</c> writes the hashes of
/// this machine to a file instead of comparing them.
/// </summary>
[TestClass]
public sealed class RecordedGeneratorsTests
{
    private static readonly Recording s_recording = JsonSerializer.Deserialize<Recording>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Models", "recorded-generators.json")))!;

    private static readonly Dictionary<string, string> s_found = [];

    private static readonly JsonSerializerOptions s_format = new() { WriteIndented = true, NewLine = "\n" };

    public static IEnumerable<object[]> Cases => TrainingCase.All.Select(tested => new object[] { tested.Name });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Training_gives_the_recorded_generator(string name)
    {
        string? recording = Environment.GetEnvironmentVariable("MLGAN_TESTS_RECORD");
        if (recording is null && Machine != s_recording.Machine)
            Assert.Inconclusive($"The hashes were recorded on '{s_recording.Machine}'; this is '{Machine}'.");
        int threads = torch.get_num_threads();
        torch.set_num_threads(1);
        try
        {
            string hash = TrainingCase.Of(name).Train();
            if (recording is not null)
                Record(recording, name, hash);
            else
                Assert.AreEqual(s_recording.Hashes[name], hash);
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    [TestMethod]
    public void Every_recorded_generator_is_still_trained() =>
        CollectionAssert.AreEquivalent(
            s_recording.Hashes.Keys.ToArray(), TrainingCase.All.Select(tested => tested.Name).ToArray());

    /// <summary>
    /// What the numbers depend on: the processor, the build of libtorch, and the way of convolutions.
    /// </summary>
    private static string Machine
    {
        get
        {
            string[] lines = File.Exists("/proc/cpuinfo") ? File.ReadAllLines("/proc/cpuinfo") : [];
            string Of(string entry) =>
                lines.FirstOrDefault(line => line.StartsWith(entry + "\t", StringComparison.Ordinal))
                    ?.Split(':')[1].Trim() ?? "?";
            string version = typeof(torch).Assembly.GetName().Version!.ToString(3);
            return $"{Of("model name")}, family {Of("cpu family")}, model {Of("model")}; TorchSharp {version}; "
                + ConvolutionProbe.Path;
        }
    }

    private static void Record(string path, string name, string hash)
    {
        s_found[name] = hash;
        File.WriteAllText(path, JsonSerializer.Serialize(new Recording(Machine, s_found), s_format) + "\n");
    }

    private sealed record Recording(string Machine, Dictionary<string, string> Hashes);
}
