namespace Ml.Gan.Benchmarks;

/// <summary>A command, numbers as <c>--name N</c>, and flags as <c>--name</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, int?> _options = [];

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
            else if (word is "--json" or "--return-freed-memory")
                _options[word] = null;
            else if (word is "--rounds" or "--steps" or "--threads" or "--cycles" or "--seconds" or "--batch")
                _options[word] = words.TryDequeue(out string? text) && int.TryParse(text, out int number) && number > 0
                    ? number
                    : throw new BenchmarkException($"{word} needs a number above 0.");
            else
                throw new BenchmarkException($"'{word}' is no option; see --help.");
        }
    }

    public string? Command { get; }

    public bool Json => _options.ContainsKey("--json");

    public bool ReturnsFreedMemory => _options.ContainsKey("--return-freed-memory");

    public int Threads => Number("--threads", Environment.ProcessorCount);

    public int Number(string name, int defaultValue) => _options.GetValueOrDefault(name) ?? defaultValue;
}
