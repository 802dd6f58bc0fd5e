using Ml.Gan.Cli;

namespace Ml.Gan.Tests.Cli;

/// <summary>Runs the tool in this process and keeps what it wrote.</summary>
internal sealed record Tool(int Code, string Output, string Error)
{
    public static Tool Run(params string[] args) => Run(default, args);

    public static Tool Run(CancellationToken stop, params string[] args) =>
        Run(terminal => CommandLine.Run(args, terminal), stop);

    /// <summary>Runs another program that talks to a terminal as the tool does.</summary>
    public static Tool Run(Func<Terminal, int> program, CancellationToken stop = default)
    {
        using StringWriter output = new(), error = new();
        int code = program(new Terminal(output, error, Stop: stop));
        return new Tool(code, output.ToString(), error.ToString());
    }

    /// <summary>Trains a network that is as small as can be.</summary>
    public static Tool Train(string output, params string[] args) => Run(Small("builtin:glyphs", output, args));

    public static string[] Small(string data, string output, params string[] args) =>
    [
        "train", "--data", data, "--out", output, "--width", "2", "--batch", "4", "--latent", "5", "--size", "16",
        .. args,
    ];

    public void Succeeded() => Assert.AreEqual(0, Code, Error);

    /// <summary>Name that the program's messages begin with.</summary>
    public string Name { get; init; } = "mlgan";

    /// <summary>One message, without a stack trace.</summary>
    public void Failed(int code, params string[] messageParts)
    {
        Assert.AreEqual(code, Code, Error);
        string message = Error.Split('\n').Single(line => line.StartsWith($"{Name}: ", StringComparison.Ordinal));
        foreach (string part in messageParts)
            Assert.Contains(part, message);
        Assert.DoesNotContain("   at ", Error);
        Assert.DoesNotContain("Exception", Error);
        Assert.AreEqual("", Output);
    }
}
