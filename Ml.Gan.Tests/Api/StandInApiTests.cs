namespace Ml.Gan.Tests.Api;

/// <summary>
/// A stand-in offers a part of the official public API and nothing else, so whatever compiles against it compiles
/// against the official package. (The stand-in for ONNX Runtime is built from Microsoft's own sources.)
/// </summary>
[TestClass]
public sealed class StandInApiTests
{
    [TestMethod]
    [DataRow("TorchSharp")]
    [DataRow("Microsoft.ML")]
    public void OffersNothingThatTheOfficialPackageLacks(string assemblyName)
    {
        string[] unofficial = [.. StandIn.List(assemblyName).Where(line => !OfficialApi.Lines.Contains(line))];
        Assert.IsEmpty(unofficial, Message($"{assemblyName} offers what no list in Api/official has:", unofficial));
    }

    [TestMethod]
    [DataRow("TorchSharp")]
    [DataRow("Microsoft.ML")]
    public void HasAllThatAnImplementerMustWrite(string assemblyName)
    {
        string[] missing = Contracts.Missing(StandIn.List(assemblyName), OfficialApi.Lines);
        Assert.IsEmpty(missing, Message($"{assemblyName} has these types without what their implementers must write:", missing));
    }

    private static string Message(string title, string[] lines) => string.Join('\n', lines.Prepend($"{title} ({lines.Length} lines)"));
}
