using Ml.Gan.Models.Translation;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Translation;

/// <summary>Images are numbers here: image i is filled with i.</summary>
[TestClass]
public sealed class ImagePoolTests
{
    private readonly Generator _random = new(3);
    private long _next;

    [TestCleanup]
    public void Release() => _random.Dispose();

    [TestMethod]
    public void A_pool_of_none_shows_the_latest()
    {
        using var pool = Pool(0);
        CollectionAssert.AreEqual((long[])[0, 1, 2], Exchange(pool, 3));
        CollectionAssert.AreEqual((long[])[3], Exchange(pool, 1));
    }

    [TestMethod]
    public void Until_it_is_full_a_pool_shows_the_latest()
    {
        using var pool = Pool(4);
        CollectionAssert.AreEqual((long[])[0, 1, 2, 3], Exchange(pool, 4));
    }

    /// <summary>
    /// With probability ½ an output is exchanged for one of the pool: none is shown twice or lost, and of 4,000 shown
    /// ones 2,000 ± 4 deviations of 31.6 are the latest.
    /// </summary>
    [TestMethod]
    public void Half_of_what_a_full_pool_shows_is_from_before()
    {
        const int Size = 5, Count = 4000;
        using var pool = Pool(Size);
        List<long> shown = [.. Exchange(pool, Size)];
        int latest = 0;
        for (int i = 0; i < Count; i++)
        {
            long given = _next, one = Exchange(pool, 1).Single();
            latest += one == given ? 1 : 0;
            shown.Add(one);
        }

        Assert.AreEqual(Count / 2, latest, 4 * 31.6);
        long[] twice = [.. shown.Skip(Size).GroupBy(one => one).Where(group => group.Count() > 1).Select(g => g.Key)];
        Assert.IsEmpty(twice, "an output that left the pool came back");
        Assert.IsTrue(shown.All(one => one < _next));
        double age = shown.Skip(Size).Select((one, i) => (double)(Size + i - one)).Where(steps => steps > 0).Average();
        Assert.AreEqual(2 * Size, age, 1, "an image stays until it is drawn: of each output with 1/(2·size)");
    }

    private ImagePool Pool(int size) => new(size, [2, 3, 3], _random, CPU);

    private long[] Exchange(ImagePool pool, int count)
    {
        using var scope = NewDisposeScope();
        float[] values = [.. Enumerable.Range(0, count).Select(_ => (float)_next++)];
        var images = TensorValues.Create(values, count, 1, 1, 1).expand(-1, 2, 3, 3);
        var shown = pool.Exchange(images);
        CollectionAssert.AreEqual((long[])[count, 2, 3, 3], shown.shape);
        return [.. shown.select(1, 0).select(1, 0).select(1, 0).ToFloats().Select(value => (long)value)];
    }
}
