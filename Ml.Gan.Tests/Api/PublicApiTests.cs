using Ml.Gan.Hosting;
using Ml.Gan.Mpi;
using Ml.Gan.Onnx;
using PublicApiGenerator;

namespace Ml.Gan.Tests.Api;

/// <summary>
/// The public API of the packages as it was last accepted, so that a change to it is a visible line in a diff.
/// <c>MLGAN_TESTS_ACCEPT_API=1</c> writes the files beside this one instead of comparing.
/// </summary>
[TestClass]
public sealed class PublicApiTests
{
    private const string Accept = "MLGAN_TESTS_ACCEPT_API";

    private static readonly ApiGeneratorOptions s_options = new()
    {
        IncludeAssemblyAttributes = false,
        // By default what stands in Microsoft.ML, the extension of MLContext, is left out.
        DenyNamespacePrefixes = [],
        ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute"],
    };

    [TestMethod]
    [DataRow(typeof(GanException), "Ml.Gan.txt")]
    [DataRow(typeof(OnnxGenerator), "Ml.Gan.Onnx.txt")]
    [DataRow(typeof(GanSampler), "Ml.Gan.Hosting.txt")]
    [DataRow(typeof(MpiReplicas), "Ml.Gan.Mpi.txt")]
    public void The_public_api_is_the_recorded_one(Type type, string file)
    {
        string path = Path.Combine(BuiltFrom.Repository, "Ml.Gan.Tests", "Api", file);
        string current = Text(type);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(path, current);

        string changes = Changes(File.ReadAllText(path).ReplaceLineEndings("\n"), current);

        Assert.AreEqual(
            "",
            changes,
            $"The public API differs from {path}. If that is meant, accept it with {Accept}=1 dotnet test -c Release "
            + $"Ml.Gan.Tests --filter {nameof(PublicApiTests)} and commit the file. Removed (-) "
            + $"and added (+):\n{changes}");
    }

    [TestMethod]
    public void What_differs_is_shown_with_its_type() => Assert.AreEqual(
        "  public class A\n-     public int B { get; }\n+     public long B { get; }",
        Changes(
            "namespace N\n{\n    public class A\n    {\n        public int B { get; }\n    }\n}\n",
            "namespace N\n{\n    public class A\n    {\n        public long B { get; }\n    }\n}\n"));

    private static string Text(Type type) =>
        type.Assembly.GeneratePublicApi(s_options).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    /// <summary>Lines that one text has and the other hasn't, under the type that they belong to.</summary>
    private static string Changes(string recorded, string current)
    {
        var before = Members(recorded);
        var after = Members(current);
        return string.Join('\n', before.Except(after).Select(member => (member, Sign: '-'))
            .Concat(after.Except(before).Select(member => (member, Sign: '+')))
            .GroupBy(change => change.member.Type)
            .OrderBy(changes => changes.Key, StringComparer.Ordinal)
            .SelectMany(changes => changes
                .Select(change => $"{change.Sign}     {change.member.Line}")
                .Prepend($"  {changes.Key}")));
    }

    private static List<(string Type, string Line)> Members(string text)
    {
        List<(string, string)> members = [];
        string type = "";
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int indent = line.Length - line.TrimStart().Length;
            if (indent == 4 && line.Trim() is not ("{" or "}") && line.Trim()[0] != '[')
                type = line.Trim();
            else if (indent > 4)
                members.Add((type, line.Trim()));
        }
        return members;
    }
}
