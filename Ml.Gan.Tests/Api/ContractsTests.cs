namespace Ml.Gan.Tests.Api;

[TestClass]
public sealed class ContractsTests
{
    private static readonly string[] Official =
    [
        "type N.IRow : interface",
        "impl N.IRow : System.IDisposable",
        "member N.IRow :: public abstract System.Int64 Position { get; }",
        "type N.Row : abstract class",
        "impl N.Row : N.IRow",
        "member N.Row :: protected static abstract N.Row Create()",
        "member N.Row :: public System.Int32 Batch { get; }",
        "type N.Other : interface",
        "member N.Other :: public abstract System.Void Run()",
    ];

    [TestMethod]
    public void AbstractMembersAndBasesOfInterfacesMustBeThere()
    {
        var subset = new HashSet<string> { Official[0], Official[3] };
        string[] expected = [Official[1], Official[2], Official[5]];
        CollectionAssert.AreEquivalent(expected, Contracts.Missing(subset, Official));
    }

    [TestMethod]
    public void WholeContractsMissNothing() => Assert.IsEmpty(Contracts.Missing(Official.ToHashSet(), Official));
}
