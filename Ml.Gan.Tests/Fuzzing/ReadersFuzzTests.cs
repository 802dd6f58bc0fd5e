namespace Ml.Gan.Tests.Fuzzing;

/// <summary>
/// Each reader of bytes from outside takes an input or refuses it with a reason, whatever it is: no other exception, no
/// crash, no hang, no memory out of proportion. The full run is <see cref="FuzzCommand"/>.
/// </summary>
[TestClass]
public sealed class ReadersFuzzTests
{
    private const int Inputs = 5000;

    public static IEnumerable<object[]> Readers => FuzzTargets.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Readers))]
    public void Mutated_files_are_read_or_refused(string reader)
    {
        using var target = FuzzTargets.Create(reader);

        var result = new FuzzRun(target, seed: 1, folder: null).Read(0, Inputs);

        Assert.IsEmpty(result.Findings, string.Join('\n', result.Findings));
        Assert.AreEqual(Inputs, result.Taken + result.Refused);
        Assert.IsGreaterThan(target.Corpus.Count, result.Taken, "inputs are read");
        Assert.IsGreaterThan(Inputs / 20, result.Refused, "inputs are refused");
    }

    [TestMethod]
    public void Inputs_depend_on_their_seed_and_number_alone()
    {
        using FuzzTarget one = FuzzTargets.Create("csv"), other = FuzzTargets.Create("csv");
        _ = one.Input(1, 90);

        CollectionAssert.AreEqual(one.Input(1, 100), other.Input(1, 100));
        Assert.IsFalse(one.Input(1, 100).SequenceEqual(one.Input(1, 101)));
        CollectionAssert.AreEqual(one.Corpus[2], one.Input(1, 2));
    }
}
