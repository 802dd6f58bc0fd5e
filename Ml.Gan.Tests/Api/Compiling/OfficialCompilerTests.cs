using Ml.Gan.Tests.Readme;

namespace Ml.Gan.Tests.Api.Compiling;

/// <summary>
/// The official packages have more members than the stand-ins, so a call that is clear to the compiler here may be
/// ambiguous there. Hence all code is compiled against what the lists in Api/official declare.
/// </summary>
[TestClass]
public sealed class OfficialCompilerTests
{
    private static string Product => Repository.PathOf("Ml.Gan/Ml.Gan.csproj");

    [TestMethod]
    public void EveryProjectCompiles()
    {
        string[] projects = [.. Repository.Projects];
        Assert.Contains(Product, projects);
        AssertCompiles(projects.SelectMany(path => OfficialCompiler.Errors(OfficialCompiler.Project(path))));
    }

    [TestMethod]
    public void ProgramsBesideNotebooksCompile()
    {
        string[] programs = Directory.GetFiles(Repository.PathOf("notebooks"), "*.cs");
        Assert.IsNotEmpty(programs);
        AssertCompiles(programs.SelectMany(path => ErrorsOf(File.ReadAllText(path), path)));
    }

    [TestMethod]
    public void BlocksOfTheReadmeCompile()
    {
        string[] blocks = ReadmeFile.Blocks("csharp");
        Assert.IsNotEmpty(blocks);
        AssertCompiles(blocks.SelectMany(block => ErrorsOf(block, "README.md")));
    }

    [TestMethod]
    [DataRow("CS0121", "var ambiguous = TorchSharp.torch.tensor(null);")]
    [DataRow("CS1061", "TorchSharp.torch.zeros(2).half_life();")]
    [DataRow("CS0165", "Microsoft.ML.DataViewSchema.Column unassigned; Console.WriteLine(unassigned);")]
    [DataRow("CS0534", "internal sealed class WithoutMembers : Microsoft.ML.DataViewRow;")]
    public void ErrorIsSeen(string id, string code)
    {
        string error = ErrorsOf(code, "call.cs").First();
        Assert.StartsWith("call.cs(1,", error);
        Assert.Contains($"error {id}:", error);
    }

    private static string[] ErrorsOf(string code, string path) =>
        OfficialCompiler.Errors(OfficialCompiler.Program(code, path, Product));

    private static void AssertCompiles(IEnumerable<string> errors) => Assert.IsEmpty(errors, string.Join('\n', errors));
}
