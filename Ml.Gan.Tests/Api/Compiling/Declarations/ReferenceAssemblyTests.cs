using Ml.Gan.Tests.Api.Listing;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Api.Compiling.Declarations;

[TestClass]
public sealed class ReferenceAssemblyTests
{
    [TestMethod]
    public void HasTheApiThatItWasMadeFrom()
    {
        string assembly = typeof(ReferenceAssemblyTests).Assembly.Location;
        var samples = ApiLister.ListNamespace(assembly, "Ml.Gan.Tests.Api.Samples");
        AssertSame(samples, Build(samples));
    }

    [TestMethod]
    public void OfTheOfficialPackagesHoldsEveryLineOfTheLists() =>
        AssertSame(OfficialApi.Lines.Concat(OfficialStack.Unlisted), OfficialStack.Declarations);

    [TestMethod]
    public void SaysWhichLineItCannotRead()
    {
        string[] lines = ["type N.C : class", "member N.C :: public N.D Find{}"];
        var error = Assert.ThrowsExactly<FormatException>(() => Build(lines));
        Assert.Contains("public N.D Find{}", error.Message);
    }

    [TestMethod]
    public void SaysWhichTypeIsNowhere()
    {
        string[] lines = ["type N.C : class", "member N.C :: public N.D Find()"];
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Build(lines));
        Assert.Contains("'D' does not exist in the namespace 'N'", error.Message);
    }

    private static byte[] Build(IEnumerable<string> lines) =>
        ReferenceAssembly.Build("Listed", lines, OfficialStack.Framework);

    private static void AssertSame(IEnumerable<string> expected, byte[] assembly)
    {
        using var folder = new TemporaryFolder();
        var actual = ApiLister.ListAssembly(folder.Write("Declarations.dll", assembly));
        string[] lost = [.. expected.Except(actual)], added = [.. actual.Except(expected)];
        Assert.IsEmpty(lost, $"lost:\n{string.Join('\n', lost)}");
        Assert.IsEmpty(added, $"added:\n{string.Join('\n', added)}");
    }
}
