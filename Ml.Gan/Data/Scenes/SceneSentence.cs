namespace Ml.Gan.Data.Scenes;

/// <summary>
/// Meaning of a caption of the scenes' grammar, found by parsing it. It knows nothing of how captions are made:
/// <c>[there is | you can see | a picture of] THING [on its own | and THING | [is] PLACE THING]</c>, where a thing is
/// <c>(a | one) [small | little | large | big] COLOR KIND</c>.
/// </summary>
internal sealed record SceneSentence(SceneThing First, SceneThing? Second, ScenePlace? Place, bool IsAlone)
{
    private const float LeastDistance = 0.25f;

    private static readonly string[][] s_openings = [["there", "is"], ["you", "can", "see"], ["a", "picture", "of"]];

    private static readonly (string[] Words, ScenePlace Place)[] s_places =
    [
        (["above"], ScenePlace.Above),
        (["over"], ScenePlace.Above),
        (["below"], ScenePlace.Below),
        (["under"], ScenePlace.Below),
        (["to", "the", "left", "of"], ScenePlace.Left),
        (["left", "of"], ScenePlace.Left),
        (["to", "the", "right", "of"], ScenePlace.Right),
        (["right", "of"], ScenePlace.Right),
    ];

    /// <summary>The meaning of words; null where they are no sentence of the grammar.</summary>
    public static SceneSentence? Parse(IReadOnlyList<string> words)
    {
        int place = 0;
        bool isOpened = Array.Exists(s_openings, opening => Take(opening));
        if (TakeThing() is not { } first)
            return null;
        if (place == words.Count)
            return new SceneSentence(first, null, null, false);
        if (Take("on", "its", "own"))
            return place == words.Count ? new SceneSentence(first, null, null, true) : null;
        ScenePlace? found = null;
        if (!Take("and"))
        {
            if (!isOpened)
                Take("is");
            int known = Array.FindIndex(s_places, known => Take(known.Words));
            if (known < 0)
                return null;
            found = s_places[known].Place;
        }
        return TakeThing() is { } second && place == words.Count
            ? new SceneSentence(first, second, found, false)
            : null;

        bool Take(params string[] wanted)
        {
            if (!wanted.SequenceEqual(words.Skip(place).Take(wanted.Length)))
                return false;
            place += wanted.Length;
            return true;
        }

        SceneThing? TakeThing()
        {
            var (thing, count) = SceneThing.Parse([.. words.Skip(place)]);
            place += count;
            return thing;
        }
    }

    /// <summary>Whether the scene is as the sentence says.</summary>
    public bool IsTrueOf(SceneDescription scene)
    {
        var shapes = scene.Shapes;
        if (Second is null)
            return shapes.Any(shape => First.Fits(shape, scene)) && (!IsAlone || shapes.Count == 1);
        return shapes.Any(one => First.Fits(one, scene) && shapes.Any(
            other => !ReferenceEquals(one, other) && Second.Fits(other, scene) && IsPlaced(one, other)));
    }

    private bool IsPlaced(SceneShape one, SceneShape other) => Place switch
    {
        ScenePlace.Above => other.Y - one.Y >= LeastDistance,
        ScenePlace.Below => one.Y - other.Y >= LeastDistance,
        ScenePlace.Left => other.X - one.X >= LeastDistance,
        ScenePlace.Right => one.X - other.X >= LeastDistance,
        _ => true,
    };
}

/// <summary>Place of a thing, seen from another.</summary>
internal enum ScenePlace
{
    Above,
    Below,
    Left,
    Right,
}

/// <summary>A thing that a caption names.</summary>
/// <param name="IsOnly">Whether there is to be no other like it.</param>
/// <param name="IsLarge">Its size; null where it isn't named.</param>
/// <param name="Color">Its color.</param>
/// <param name="Kind">Its kind.</param>
internal sealed record SceneThing(bool IsOnly, bool? IsLarge, string Color, string Kind)
{
    /// <summary>The thing that words begin with, and how many words it is; null and 0 where it is none.</summary>
    public static (SceneThing? Thing, int Words) Parse(IReadOnlyList<string> words)
    {
        if (words is not ["a" or "one", _, _, ..])
            return default;
        bool? isLarge = words[1] switch
        {
            "large" or "big" => true,
            "small" or "little" => false,
            _ => null,
        };
        int color = isLarge is null ? 1 : 2;
        if (words.Count < color + 2
            || words[color] is not ("red" or "green" or "blue" or "yellow" or "purple" or "white"))
            return default;
        string? kind = words[color + 1] switch
        {
            "circle" or "disc" => "circle",
            "square" or "box" => "square",
            "triangle" => "triangle",
            "star" => "star",
            _ => null,
        };
        return kind is null ? default : (new SceneThing(words[0] == "one", isLarge, words[color], kind), color + 2);
    }

    /// <summary>Whether a shape of a scene can be meant.</summary>
    public bool Fits(SceneShape shape, SceneDescription scene) =>
        IsLike(shape) && (!IsOnly || scene.Shapes.Count(IsLike) == 1);

    private bool IsLike(SceneShape shape) =>
        shape.Kind == Kind && shape.Color == Color && (IsLarge is null || IsLarge == shape.IsLarge);
}
