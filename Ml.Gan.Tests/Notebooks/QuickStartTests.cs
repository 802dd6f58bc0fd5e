namespace Ml.Gan.Tests.Notebooks;

[TestClass]
public sealed class QuickStartTests
{
    private readonly Notebook _notebook = Notebook.Read(QuickStart.NotebookFile);

    [TestMethod]
    public async Task Cells_run_in_order_and_show_what_they_promise()
    {
        using var folder = new WorkingFolder();
        using var session = new NotebookSession();
        foreach (var cell in _notebook.Cells)
            await session.RunAsync(QuickStart.WithFewSteps(cell.Code));

        var displayed = session.Kernel.Displayed;
        CollectionAssert.AllItemsAreInstancesOfType(displayed.ToArray(), typeof(NotebookKernel.HtmlText));
        QuickStart.CheckDisplayed(displayed.Cast<NotebookKernel.HtmlText>().Select(html => html.Text));
        QuickStart.CheckFiles(folder.Path);
    }

    [TestMethod]
    public void The_program_holds_the_same_code()
    {
        var program = FileBasedProgram.Read(QuickStart.ProgramFile);
        CollectionAssert.AreEqual(
            _notebook.Cells.Select(cell => cell.Title).ToArray(), program.Select(cell => cell.Title).ToArray());
        foreach (var (ofNotebook, ofProgram) in _notebook.Cells.Zip(program))
            CollectionAssert.AreEqual(ofNotebook.SharedLines, ofProgram.SharedLines, $"'{ofNotebook.Title}'");
    }

    [TestMethod]
    public void Packages_have_the_versions_that_the_project_is_built_for()
    {
        var expected = new Dictionary<string, string>
        {
            ["Ml.Gan"] = BuiltFrom.VersionOf(typeof(GanEstimator).Assembly),
            ["TorchSharp-cpu"] = BuiltFrom.CentralVersion("TorchSharpVersion"),
            ["Microsoft.ML.OnnxRuntime.Gpu"] = BuiltFrom.CentralVersion("OnnxRuntimeVersion"),
        };
        var packages = _notebook.Cells.SelectMany(cell => PackageReferences.In(cell.Code))
            .ToDictionary(package => package.Name, package => package.Version);
        CollectionAssert.AreEquivalent(expected, packages);
    }
}
