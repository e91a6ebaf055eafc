using Shop.ServiceDefaults.Errors;

namespace Shop.Tests.ServiceDefaults;

public sealed class InputTests
{
    [Theory]
    [InlineData("01890a5d-ac96-774b-bcce-b302099a8057")]
    [InlineData("01890A5D-AC96-774B-BCCE-B302099A8057")]
    public void An_id_is_a_UUID_in_its_canonical_form(string id) => Assert.Equal(Guid.Parse(id), Input.Id(id, "id"));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0x000000-0000-0000-0000-000000000000")]
    [InlineData("+1890a5d-ac96-774b-bcce-b302099a8057")]
    [InlineData("01890a5d-ac96-774b-bcce-+302099a8057")]
    [InlineData(" 01890a5d-ac96-774b-bcce-b302099a805")]
    [InlineData(" 01890a5d-ac96-774b-bcce-b302099a8057 ")]
    [InlineData("{01890a5d-ac96-774b-bcce-b302099a8057}")]
    [InlineData("01890a5dac96774bbcceb302099a8057")]
    [InlineData("01890a5d-ac96-774b-bcce-b302099a805g")]
    public void Nothing_else_is_one(string id)
    {
        var refusal = Assert.Throws<BadInputException>(() => Input.Id(id, "id"));

        Assert.Equal("id: is not an id.", refusal.Message);
    }

    [Theory]
    [InlineData("Ann")]
    [InlineData("٣")]
    [InlineData("…")]
    [InlineData("日本")]
    [InlineData("👩‍🚀")]
    [InlineData("נועה")]
    public void A_text_is_kept_as_it_was_given(string text) => Assert.Equal(text, Input.Text(text, 20, "name"));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\u00a0")]
    [InlineData("\u200b")]
    [InlineData("\u200d\ufeff")]
    [InlineData("\u2800")]
    [InlineData("\u3164")]
    [InlineData("\u115f\u1160\uffa0")]
    [InlineData("\u0301")]
    [InlineData("\ue000")]
    public void A_text_of_which_nothing_can_be_seen_is_empty(string text)
    {
        var refusal = Assert.Throws<BadInputException>(() => Input.Text(text, 20, "name"));

        Assert.Equal("name: must not be empty.", refusal.Message);
    }

    [Theory]
    [InlineData("a\u202eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u200fb", "U+200F")]
    [InlineData("a\u061cb", "U+061C")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\0b", "U+0000")]
    public void A_name_cannot_be_made_to_look_like_another(string text, string character)
    {
        var refusal = Assert.Throws<BadInputException>(() => Input.Text(text, 20, "name"));

        Assert.Equal($"name: must not contain the control character {character}.", refusal.Message);
    }

    [Fact]
    public void Texts_of_several_lines_may_be_written_from_right_to_left() =>
        Assert.Equal("a\u200f\n\tb", Input.Text("a\u200f\n\tb", 20, "description", multiline: true));
}
