using Ml.Gan.Benchmarks.Replicas;
using Ml.Gan.Benchmarks.Training;

namespace Ml.Gan.Benchmarks;

/// <summary>A command, options as <c>--name TEXT</c>, and flags as <c>--name</c>.</summary>
internal sealed class Arguments
{
    private static readonly string[] s_flags =
        ["--json", "--return-freed-memory", "--lose-batches", RankCommand.AloneFlag, RankCommand.MeetingFlag];

    private static readonly string[] s_options =
    [
        "--rounds", "--steps", "--threads", "--cycles", "--seconds", "--workloads", "--images", "--batch", "--out",
        "--network",
    ];

    private readonly Dictionary<string, string> _options = [];

    /// <exception cref="BenchmarkException">A word is neither.</exception>
    public Arguments(string[] args)
    {
        var words = new Queue<string>(args);
        if (words.TryPeek(out string? first) && !first.StartsWith('-'))
            Command = words.Dequeue();
        while (words.TryDequeue(out string? word))
        {
            if (word is "--help" or "-h")
                Command = "help";
            else if (s_flags.Contains(word))
                _options[word] = "";
            else if (s_options.Contains(word))
                _options[word] = words.TryDequeue(out string? text) ? text : throw Needs(word);
            else
                throw new BenchmarkException($"'{word}' is no option; see --help.");
        }
    }

    public string? Command { get; }

    public bool Json => _options.ContainsKey("--json");

    public bool ReturnsFreedMemory => _options.ContainsKey("--return-freed-memory");

    public bool LosesBatches => _options.ContainsKey("--lose-batches");

    public bool TrainsAlone => _options.ContainsKey(RankCommand.AloneFlag);

    public bool Meets => _options.ContainsKey(RankCommand.MeetingFlag);

    public int Threads => Number("--threads", Environment.ProcessorCount);

    /// <summary>Several numbers of threads, one after the other. Default 1 and as many as processors.</summary>
    public IReadOnlyList<int> ThreadCounts => _options.TryGetValue("--threads", out string? text)
        ? [.. text.Split(',').Select(part => Parse("--threads", part))]
        : [.. new[] { 1, Environment.ProcessorCount }.Distinct()];

    public IReadOnlyList<TrainingWorkload> Workloads => _options.TryGetValue("--workloads", out string? text)
        ? [.. text.Split(',').Select(TrainingWorkload.Of)]
        : TrainingWorkload.All;

    public int Number(string name, int defaultValue) =>
        _options.TryGetValue(name, out string? text) ? Parse(name, text) : defaultValue;

    public string Text(string name, string defaultValue) => _options.GetValueOrDefault(name, defaultValue);

    private static int Parse(string name, string text) =>
        int.TryParse(text, out int number) && number > 0 ? number : throw Needs(name);

    private static BenchmarkException Needs(string name) => new(
        name is "--workloads" or "--out" or "--network" ? $"{name} needs a name." : $"{name} needs a number above 0.");
}
