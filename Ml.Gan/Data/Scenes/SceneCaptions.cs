namespace Ml.Gan.Data.Scenes;

/// <summary>
/// Writes true captions of scenes. Wordings are as unevenly frequent as people's: the plainest ones are the most
/// frequent.
/// </summary>
internal static class SceneCaptions
{
    /// <summary>Captions of a scene, all different.</summary>
    public const int Count = 5;

    private static readonly Choices s_articles = new(("a", 85), ("one", 15));
    private static readonly Choices s_small = new(("small ", 70), ("little ", 30));
    private static readonly Choices s_large = new(("large ", 65), ("big ", 35));
    private static readonly Choices s_circle = new(("circle", 62), ("disc", 38));
    private static readonly Choices s_square = new(("square", 62), ("box", 38));
    private static readonly Choices s_above = new(("above", 58), ("over", 42));
    private static readonly Choices s_below = new(("below", 58), ("under", 42));
    private static readonly Choices s_left = new(("to the left of", 58), ("left of", 42));
    private static readonly Choices s_right = new(("to the right of", 58), ("right of", 42));

    /// <summary>Sentences of one shape, {0}.</summary>
    private static readonly Choices s_ofOne = new(
        ("{0}", 40), ("there is {0}", 25), ("a picture of {0}", 15), ("you can see {0}", 10), ("{0} on its own", 10));

    /// <summary>Sentences of two shapes, {0} and {2}, where {1} is the place.</summary>
    private static readonly Choices s_ofTwo = new(
        ("{0} {1} {2}", 38), ("there is {0} {1} {2}", 30), ("{0} is {1} {2}", 14), ("you can see {0} {1} {2}", 10),
        ("{0} and {2}", 8));

    /// <summary>Captions of a scene, all different.</summary>
    public static IReadOnlyList<string> Of(SceneDescription scene, ref Xoshiro256 random)
    {
        List<string> captions = [];
        while (captions.Count < Count)
        {
            string caption = scene.Shapes is [var one, var other]
                ? Write(one, other, ref random)
                : string.Format(null, s_ofOne.Next(ref random), Thing(scene.Shapes[0], ref random));
            if (!captions.Contains(caption))
                captions.Add(caption);
        }
        return captions;
    }

    private static string Write(SceneShape one, SceneShape other, ref Xoshiro256 random)
    {
        bool isBeside = Math.Abs(one.X - other.X) > Math.Abs(one.Y - other.Y);
        if ((isBeside ? one.X > other.X : one.Y > other.Y) ^ random.Next(100) < 40)
            (one, other) = (other, one);
        var place = isBeside
            ? one.X < other.X ? s_left : s_right
            : one.Y < other.Y ? s_above : s_below;
        string sentence = s_ofTwo.Next(ref random);
        string first = Thing(one, ref random), second = Thing(other, ref random);
        return string.Format(null, sentence, first, place.Next(ref random), second);
    }

    private static string Thing(SceneShape shape, ref Xoshiro256 random)
    {
        string article = s_articles.Next(ref random);
        string size = random.Next(100) < 48 ? (shape.IsLarge ? s_large : s_small).Next(ref random) : "";
        string kind = shape.Kind switch
        {
            "circle" => s_circle.Next(ref random),
            "square" => s_square.Next(ref random),
            var other => other,
        };
        return $"{article} {size}{shape.Color} {kind}";
    }

    /// <summary>Texts with how often of a hundred times each is chosen.</summary>
    private sealed class Choices(params (string Text, int Percent)[] texts)
    {
        public string Next(ref Xoshiro256 random)
        {
            int drawn = (int)random.Next(100);
            int i = 0;
            while ((drawn -= texts[i].Percent) >= 0)
                i++;
            return texts[i].Text;
        }
    }
}
