using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public class CodeConditionsTests
{
    [TestMethod]
    public void Codes_are_drawn_from_the_seed_and_the_row_alone()
    {
        using var generator = EchoGenerator.Codes();
        float[][] codes = EchoGenerator.Told(generator.Sample(10, seed: 7));
        float[] row = new float[5];
        for (int i = 0; i < 10; i++)
        {
            generator.Info.Conditions.Codes!.Draw(row, LatentNoise.RowSeed(7, i));
            CollectionAssert.AreEqual(row, codes[i]);
        }

        CollectionAssert.AreNotEqual(codes[0], EchoGenerator.Told(generator.Sample(1, seed: 8))[0]);
    }

    [TestMethod]
    public void Codes_have_their_prior()
    {
        var layout = new CodesLayout([4, 3], 2);
        const int Count = 20_000;
        float[] row = new float[9];
        double[] sums = new double[9], squares = new double[9];
        double together = 0;
        for (int i = 0; i < Count; i++)
        {
            layout.Draw(row, LatentNoise.RowSeed(3, i));
            Assert.AreEqual((1f, 1f), (row[..4].Sum(), row[4..7].Sum()));
            Assert.IsTrue(row[7..].All(value => value is > -1 and < 1));
            together += row[7] * row[8];
            for (int k = 0; k < 9; k++)
                (sums[k], squares[k]) = (sums[k] + row[k], squares[k] + (row[k] * row[k]));
        }

        // Five standard errors of each mean.
        for (int k = 0; k < 7; k++)
            Assert.AreEqual(k < 4 ? 1 / 4.0 : 1 / 3.0, sums[k] / Count, 5 * 0.48 / Math.Sqrt(Count));
        for (int k = 7; k < 9; k++)
        {
            Assert.AreEqual(0, sums[k] / Count, 5 * 0.58 / Math.Sqrt(Count));
            Assert.AreEqual(1 / 3.0, squares[k] / Count, 5 * 0.3 / Math.Sqrt(Count));
        }

        Assert.AreEqual(0, together / Count, 5 / 3.0 / Math.Sqrt(Count));
    }

    [TestMethod]
    public void Named_codes_are_given_and_the_others_drawn()
    {
        using var generator = EchoGenerator.Codes();
        float[][] drawn = EchoGenerator.Told(generator.Sample(4, 1));
        float[][] told = EchoGenerator.Told(generator.Sample(
            4,
            1,
            new GeneratorConditions
            {
                Codes = new Dictionary<string, float[]> { ["d1"] = [2], ["c2"] = [0.5f, -1.5f] },
            }));
        for (int i = 0; i < 4; i++)
            CollectionAssert.AreEqual(new[] { 0, 0, 1, drawn[i][3], i % 2 == 0 ? 0.5f : -1.5f }, told[i]);
        float[][] rows = EchoGenerator.Told(
            generator.Sample(2, 1, new GeneratorConditions { CodeRows = [[1, 2, 3, 4, 5]] }));
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 5 }, rows[1]);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_code_goes_from_one_value_to_another_while_all_else_stays(bool seeds)
    {
        using var generator = EchoGenerator.Codes(seeds);
        var rows = generator.Sample(3, 9);
        var grid = generator.Traverse("c1", -2, 2, steps: 5, rows: 3, seed: 9);
        Assert.AreEqual(15, grid.Count);
        for (int i = 0; i < 15; i++)
        {
            float[] expected = rows[i / 5].ToArray();
            expected[5] = (i % 5) - 2;
            OnnxRun.AreClose(expected, grid[i], 0);
        }
    }

    [TestMethod]
    public void Categories_can_be_gone_through()
    {
        using var generator = EchoGenerator.Codes();
        var row = generator.Traverse("d1", 0, 2, 3);
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, EchoGenerator.Labels(row));
        Thrown.With<ArgumentException>("0 to 2, not 0.5", () => generator.Traverse("d1", 0, 2, 5));
    }

    [TestMethod]
    public void Everything_can_be_asked_for_at_once()
    {
        using var generator = EchoGenerator.Everything();
        var asked = new GeneratorConditions()
        {
            Classes = ["eel"],
            Vectors = [[7, 8]],
            Codes = new Dictionary<string, float[]> { ["d1"] = [1], ["c1"] = [0.25f], ["c2"] = [0.75f] },
        };
        float[] expected = [0, 0, 1, 7, 8, 0, 1, 0, 0.25f, 0.75f];
        foreach (float[] told in EchoGenerator.Told(generator.Sample(9, 1, asked)))
            CollectionAssert.AreEqual(expected, told);
        CollectionAssert.AreEqual(
            expected.Concat(
                expected).ToArray(), generator.Info.Conditions.Rows(asked, 2, 1), "as a network takes them");
    }

    [TestMethod]
    public void What_cannot_be_asked_for_is_named()
    {
        using var generator = EchoGenerator.Codes();
        Refused("no code 'c3'; the generator has d1, c1, c2", "c3", 0);
        Refused("categories, 0 to 2, not 3", "d1", 3);
        Refused("finite number, not NaN", "c1", float.NaN);
        Thrown.With<ArgumentException>(
            "Row of codes 0 has 2 numbers; the generator takes 5",
            () => generator.Sample(1, 1, new GeneratorConditions { CodeRows = [[1, 2]] }));
        var given = new GeneratorConditions { Codes = new Dictionary<string, float[]> { ["c1"] = [0] } };
        Thrown.With<ArgumentException>(
            "can't be given too", () => generator.Traverse("c1", -1, 1, 3, conditions: given));
        using var labels = EchoGenerator.Labels();
        Thrown.With<NotSupportedException>("takes no codes", () => labels.Traverse("c1", -1, 1, 3));

        void Refused(string words, string code, float value) => Thrown.With<ArgumentException>(
            words,
            () => generator.Sample(
                1, 1, new GeneratorConditions { Codes = new Dictionary<string, float[]> { [code] = [value] } }));
    }
}
